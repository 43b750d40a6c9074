"""The group: which commands there are and in which module each one lives."""

from importlib import import_module
from importlib.util import find_spec

import click

COMMANDS = {
    "serve": "services.command.serve",
    "test": "services.command.suite",
    "train": "services.command.train",
    "evaluate": "services.command.evaluate",
    "bench": "services.command.bench",
    "check": "services.command.check",
    "registry": "services.command.registry",
    "user": "services.command.user",
    "backup": "services.command.backup",
    "restore": "services.command.restore",
}
"""Name -> module with a `command`. A module is imported when its command is called, not before."""


class CommandTable(click.Group):
    """A group that looks its commands up in COMMANDS."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands whose module is there, in the table's order."""
        return [name for name, module in COMMANDS.items() if find_spec(module)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None when there is none by that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's own, with the refusal in Swedish."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            known = ", ".join(self.list_commands(ctx))
            ctx.fail(f"Kommandot ”{args[0]}” finns inte. Det som finns: {known}.")
        return super().resolve_command(ctx, args)


@click.group(cls=CommandTable)
def lots() -> None:
    """Anhöriglots: starta, pröva, träna och sköt tjänsten."""

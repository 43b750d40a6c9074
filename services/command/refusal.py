"""A refusal: why a command cannot go on, as one Swedish sentence on stderr."""

from typing import IO, Any

import click


class Refusal(click.ClickException):
    """Ends the command with status 1 and its sentence, without a traceback."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file=file, err=file is None)

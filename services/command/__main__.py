"""The door: `python -m services.command serve`, as `./lots` calls it."""

import sys

import click

from services.command.group import lots
from services.settings import SettingError


def main() -> None:
    """Runs the command; a mistake in the settings is one sentence, not a traceback."""
    try:
        lots(prog_name="./lots")
    except SettingError as error:
        click.echo(str(error), err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()

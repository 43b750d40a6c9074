"""`./lots train`: trains the model, when something has changed."""

import click

from services.command.model import TrainingError, train_if_changed
from services.command.refusal import Refusal
from services.settings import read_settings


@click.command()
def command() -> None:
    """Träna modellen. Gör ingenting om inget har ändrats."""
    try:
        trained = train_if_changed(read_settings(), click.echo)
    except TrainingError as error:
        raise Refusal(str(error)) from None
    if not trained:
        click.echo("Modellen är redan tränad på det som finns nu.")

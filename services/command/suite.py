"""`./lots test`: the whole suite, on both environments."""

import os
import subprocess
import sys

import click

from services.command.model import TrainingError, train_if_changed
from services.command.programs import BOT_PYTHON, bot_environment
from services.command.refusal import Refusal
from services.settings import ROOT, Settings, read_settings

ON_BOTH = ("tests/understanding", "tests/vocabulary", "tests/bot")
"""What runs on the dialogue engine's Python too, since the engine stands on it."""
NO_TESTS = 5


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def command(words: tuple[str, ...]) -> None:
    """Kör alla prov. WORDS går vidare till pytest."""
    settings = read_settings()
    try:
        train_if_changed(settings, click.echo)
    except TrainingError as error:
        raise Refusal(str(error)) from None
    codes = [] if words else [run_on_bot(settings)]
    codes.append(subprocess.run([sys.executable, "-m", "pytest", *words], cwd=ROOT).returncode)
    sys.exit(next((code for code in codes if code), 0))


def run_on_bot(settings: Settings) -> int:
    """The tests that must hold on Python 3.10 too; 0 when there are none."""
    folders = [name for name in ON_BOTH if (ROOT / name).is_dir()]
    if not folders:
        return 0
    click.echo("— Prov i dialogmotorns miljö (Python 3.10)")
    code = subprocess.run(
        [str(BOT_PYTHON), "-m", "pytest", "-q", "-W", "ignore", *folders],
        cwd=ROOT,
        env={**os.environ, **bot_environment(settings)},
    ).returncode
    return 0 if code == NO_TESTS else code

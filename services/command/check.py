"""`./lots check`: linters, types and the proofs of what lies in data/."""

import subprocess
import sys

import click

from services.settings import ROOT

CHECKS = {
    "Kodens form (ruff)": ("ruff", "check", "."),
    "Typer (mypy)": ("mypy",),
    "Uppgifterna i data/ (pytest)": ("pytest", "-q", "-m", "data", "tests"),
}


@click.command()
def command() -> None:
    """Granska koden, typerna och uppgifterna i data/."""
    failed = [title for title, words in CHECKS.items() if not passes(title, words)]
    if failed:
        click.echo(f"Underkänt: {', '.join(failed)}.", err=True)
        sys.exit(1)
    click.echo("Allt är godkänt.")


def passes(title: str, words: tuple[str, ...]) -> bool:
    """Runs one check, whose output goes to the terminal."""
    click.echo(f"— {title}")
    return subprocess.run([sys.executable, "-m", *words], cwd=ROOT).returncode == 0

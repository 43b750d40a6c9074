"""The start of every command: the environments it needs, and then the command itself."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from services.command.setup.environment import Environment
from services.command.setup.reason import Stop, explain
from services.command.setup.uv import find_uv, sync

ROOT = Path(__file__).resolve().parents[3]
WITH_BOT = {"serve", "test", "train", "bench"}
WITH_DEV = {"test", "check"}
HELP = """Användning: ./lots KOMMANDO

  serve             starta tjänsten; det som saknas hämtas först
  test              kör alla prov
  train             träna modellen, om något har ändrats
  evaluate [FIL]    mät svaren mot en facitfil
  bench             jämför med en vanlig Rasa
  check             granska koden och uppgifterna
  registry …        import, export, verify, gaps
  user add NAMN     lägg till ett konto
  backup FIL        säkerhetskopiera
  restore FIL       läs tillbaka en säkerhetskopia

Mer om ett kommando: ./lots KOMMANDO --help"""


def main(arguments: list[str]) -> int:
    """Runs the command, in its own environment; returns only when it cannot be run."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(HELP)
        return 0
    try:
        prepare(arguments[0])
        hand_over(arguments)
    except Stop as stop:
        print(stop, file=sys.stderr)
    except OSError as error:
        print(explain(f"{error} (os error {error.errno})", "det som behövs"), file=sys.stderr)
    except KeyboardInterrupt:
        print("\nAvbrutet.", file=sys.stderr)
    return 1


def prepare(command: str) -> None:
    """Syncs the environments that `command` needs, where they differ from their locks."""
    web = Environment(
        ROOT, ("3.11", "3.12", "3.13"), "paketen till webben", 1.3, command in WITH_DEV
    )
    bot = Environment(ROOT / "bot", ("3.10",), "paketen till dialogmotorn", 2.3, command == "test")
    stale = [one for one in [web] + [bot] * (command in WITH_BOT) if not one.ready()]
    if stale:
        uv = find_uv(ROOT / "var" / "setup")
        for environment in stale:
            sync(uv, environment, ROOT / "var" / "log" / "setup.log")


def hand_over(arguments: list[str]) -> None:
    """Becomes the command; -P keeps the folder one stands in from shadowing the project."""
    python = str(ROOT / ".venv" / "bin" / "python")
    env = dict(os.environ, PYTHONPATH=str(ROOT))
    sys.stdout.flush()
    os.execve(python, [python, "-P", "-m", "services.command", *arguments], env)

"""A pressed button: what it says is known for certain, and not to be guessed at."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from services.understanding.situation import Turn
from services.vocabulary import list_areas, list_stages
from services.vocabulary.source import read_yaml

BUTTONS = Path(__file__).resolve().parents[2] / "data" / "replies" / "buttons.yml"


def find_choice(turn: Turn) -> str | None:
    """The id that the turn chose when it is the text of a button: a support type of the menu,
    an area or a stage where that was asked for; else None."""
    thing = turn.asked if turn.asked in ("area", "stage") else "need"
    return _choices()[thing].get(turn.text.strip())


@cache
def _choices() -> dict[str, dict[str, str]]:
    rows = read_yaml(BUTTONS)
    return {
        "need": {row["say"]: kind for kind, row in rows.items()},
        "area": {term.label: term.id for term in list_areas()},
        "stage": {term.label: term.id for term in list_stages()},
    }

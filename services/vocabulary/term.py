"""Areas, life stages and triage: an id, what it is called, and a sentence."""

from dataclasses import dataclass
from functools import cache

from services.vocabulary.source import read_rows


@dataclass(frozen=True)
class Term:
    """A word of the contract. `label` is short enough for a button."""

    id: str
    name: str
    label: str
    what: str


@cache
def list_areas() -> tuple[Term, ...]:
    """The areas, in the order they are shown."""
    return _read("areas")


@cache
def list_stages() -> tuple[Term, ...]:
    """The life stages, from the first question to the time after a death."""
    return _read("stages")


@cache
def list_triages() -> tuple[Term, ...]:
    """The triage levels, most urgent first."""
    return _read("triage")


def _read(name: str) -> tuple[Term, ...]:
    return tuple(Term(**row) for row in read_rows(name))

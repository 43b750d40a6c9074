"""How fresh a record is, in words; the colour only repeats them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from services.registry.record import Record
from services.web.view import swedish_date

SOON = timedelta(days=30)
STATES = {
    "fresh": "Stämmer",
    "soon": "Snart dags",
    "due": "Behöver kontrolleras",
    "never": "Aldrig kontrollerad",
    "draft": "Utkast",
    "paused": "Pausad",
    "retired": "Avslutad",
}
COLOURS = {"fresh": "good", "soon": "warn", "due": "danger", "never": "danger"}


@dataclass(frozen=True)
class Freshness:
    """`state` is a key of STATES; `words` say it, `when` says since when or until when."""

    state: str
    when: str

    @property
    def words(self) -> str:
        """The state in Swedish."""
        return STATES[self.state]

    @property
    def colour(self) -> str:
        """The class of the mark."""
        return COLOURS.get(self.state, "")

    @property
    def is_due(self) -> bool:
        """Whether someone should check it now."""
        return self.state in ("due", "never")


def freshness(record: Record, today: date) -> Freshness:
    """How fresh the record is on a day."""
    if record.status != "active":
        when = {"draft": "syns inte än", "paused": "syns inte just nu"}.get(record.status, "")
        return Freshness(record.status, when or "syns inte längre")
    due = record.next_check
    if due is None:
        return Freshness("never", "")
    checked = f"kontrollerad {swedish_date(record.verified_on)}"
    if due < today:
        return Freshness("due", checked)
    return Freshness("soon" if due <= today + SOON else "fresh", checked)


def count_states(records: Iterable[Record], today: date) -> dict[str, int]:
    """How many records are in each state, in the order of STATES; states without any left out."""
    counts = Counter(freshness(record, today).state for record in records)
    return {state: counts[state] for state in STATES if counts[state]}

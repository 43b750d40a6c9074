"""The coverage table: which kinds of support are there, missing, or too old."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template

from services.registry.coverage import Coverage, count_states, list_coverage
from services.registry.label import CHOICES
from services.registry.record import Record
from services.web.admin.access import admits
from services.web.admin.own import list_own, list_own_towns, own_kind
from services.web.context import lots

blueprint = Blueprint("admin_coverage", __name__, url_prefix="/admin")
WORDS = {
    "missing": ("Saknas", "danger"),
    "unreachable": ("Saknar nummer", "danger"),
    "stale": ("Behöver kontrolleras", "warn"),
    "filled": ("Finns", "good"),
}


@dataclass(frozen=True)
class Line:
    """A kind of support; `own` says whether it is this scope's to fill, `records` are the ids
    and names of what is there already, whatever its status."""

    coverage: Coverage
    own: bool
    records: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        """The state in Swedish."""
        return WORDS[self.coverage.state][0]

    @property
    def colour(self) -> str:
        """The class of the mark."""
        return WORDS[self.coverage.state][1]


@blueprint.get("/tackning")
@admits("reader")
def show() -> str:
    """All kinds of support of the scope's level, what is missing first."""
    lines = list_lines()
    return render_template(
        "admin/coverage.html",
        own=[line for line in lines if line.own],
        others=[line for line in lines if not line.own],
        counts=count_states(line.coverage for line in lines if line.own),
        words=WORDS,
    )


def list_lines() -> list[Line]:
    """The table, what is missing first; empty for the whole country."""
    towns = list_own_towns()
    if not towns:
        return []
    rows = list_coverage(lots().directory, towns[0].code, lots().clock().date())
    known = list_own()
    lines = [
        _line(row, [r for r in known if r.support_type == row.support_type.id]) for row in rows
    ]
    order = list(WORDS)
    return sorted(lines, key=lambda line: order.index(line.coverage.state))


def _line(row: Coverage, records: list[Record]) -> Line:
    own = own_kind() in row.support_type.level
    return Line(row, own, tuple((one.id, said(one)) for one in records))


def said(record: Record) -> str:
    """A record's name, and its status where it is not shown to relatives."""
    words = CHOICES["status"][record.status]
    return record.name if record.status == "active" else f"{record.name} ({words})"

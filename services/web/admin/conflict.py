"""Two who edit at once: both versions, field by field, and what is likely meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.registry.history import Change, list_changes
from services.registry.label import LABELS
from services.registry.store import EditConflict, Store
from services.web.admin.fields import FIELDS, say_value


@dataclass(frozen=True)
class Difference:
    """A field in which the two differ. `meant` is "mine" or "theirs": what the field becomes
    unless one chooses otherwise."""

    field: str
    mine: str
    theirs: str
    meant: str

    @property
    def label(self) -> str:
        """What the field is called."""
        return LABELS[self.field]


@dataclass(frozen=True)
class Conflict:
    """The differences, and who saved meanwhile."""

    differences: tuple[Difference, ...]
    changes: tuple[Change, ...]
    version: int


def read_conflict(store: Store, found: EditConflict, began_from: int | None) -> Conflict:
    """What two people have done to a record since the version that one of them began from. A
    field that only one of them changed is likely to become what that one wrote."""
    since = began_from if began_from is not None else found.theirs.version
    later = [change for change in list_changes(store, found.theirs.id) if change.version > since]
    before = _before(later)
    names = [field.name for field in FIELDS if field.name in found.fields]
    differences = tuple(_difference(name, found, before) for name in names)
    return Conflict(differences, tuple(later), found.theirs.version)


def _before(later: list[Change]) -> dict[str, Any]:
    """What each field was before the others' changes: the oldest of them knows."""
    return {one.field: one.before for change in later for one in change.fields}


def _difference(name: str, found: EditConflict, before: dict[str, Any]) -> Difference:
    mine, theirs = getattr(found.mine, name), getattr(found.theirs, name)
    untouched = name in before and before[name] == mine
    return Difference(name, said(name, mine), said(name, theirs), "theirs" if untouched else "mine")


def said(name: str, value: Any) -> str:
    """A field's value in words, also an empty one."""
    return say_value(name, value) or "(tomt)"

"""Support types: what a contact in the registry is, and the general words that go with it."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from services.vocabulary.source import read_rows


@dataclass(frozen=True)
class SupportType:
    """A kind of contact. Texts are Swedish; `decision` is none, bistand, lss or remiss;
    `audience` is relative, close_one or both; `via` is the type that leads there when the
    registry has none. A finer type has a `parent`, which takes its place where it is missing."""

    id: str
    name: str
    what: str
    level: tuple[str, ...]
    ask_for: str
    why: str
    say: str
    decision: str
    cost: str | None
    audience: str
    via: str | None
    parent: str | None = None
    parent_after_hours: str | None = None


@cache
def list_support_types() -> tuple[SupportType, ...]:
    """All support types, in the order they are shown."""
    return tuple(_from_row(row) for row in read_rows("support_types"))


@cache
def _by_id() -> dict[str, SupportType]:
    return {kind.id: kind for kind in list_support_types()}


def support_type(id: str) -> SupportType:
    """The support type with this id. Raises KeyError for an unknown one."""
    return _by_id()[id]


def has_support_type(id: str) -> bool:
    """Whether the id is a support type."""
    return id in _by_id()


def parent_or_self(id: str, *, after_hours: bool = False) -> str:
    """The id that this type counts as: its parent if it is a finer one, else itself.
    Outside office hours socialtjanst_mottagning counts as socialjour."""
    kind = support_type(id)
    if after_hours and kind.parent_after_hours:
        return kind.parent_after_hours
    return kind.parent or kind.id


def _from_row(row: dict[str, Any]) -> SupportType:
    fields = dict(row)
    fields["audience"] = fields.pop("for")
    fields["level"] = tuple(fields["level"])
    return SupportType(**fields)

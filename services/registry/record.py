"""The record: one contact as a person writes it, flat, in canonical form."""

import uuid
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

NAMESPACE = uuid.UUID("6a1c6e5e-3f0b-5c5e-9d3a-2f6f4f6e9a10")
DEFAULT_INTERVAL_DAYS = 180
LEVELS = ("municipality", "region", "national", "civil")
STATUSES = ("active", "draft", "paused", "retired")
DECISIONS = ("none", "bistand", "lss", "remiss")
AUDIENCES = ("relative", "close_one", "both")
GRADES = ("A", "B")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A contact in the registry, as it is edited, imported and exported.

    `level` says who owns it; `municipality` (SCB code) or `region` (county code) whose people it
    serves, neither for the whole country. `phone` is E.164 or a short number; `hours` (when one
    can call) and `visiting` (when one can come) are in the notation of hours_notation; each group
    date is "2026-12-03 14:00-16:00 text"; languages are ISO codes."""

    id: str
    support_type: str
    level: str
    name: str
    municipality: str | None = None
    region: str | None = None
    organization: str | None = None
    status: str = "active"
    description: str | None = None
    phone: str | None = None
    hours: str | None = None
    visiting: str | None = None
    group_dates: tuple[str, ...] = ()
    email: str | None = None
    url: str | None = None
    contact_name: str | None = None
    contact_title: str | None = None
    areas: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    audience: str = "both"
    eligibility: str | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    decision: str = "none"
    cost: str | None = None
    languages: tuple[str, ...] = ()
    interpretation: str | None = None
    place: str | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    accessibility: str | None = None
    reach: str | None = None
    what_happens: str | None = None
    why: str | None = None
    say: str | None = None
    source: str | None = None
    source_date: date | None = None
    grade: str = "A"
    verified_on: date | None = None
    verified_by: str | None = None
    interval_days: int = DEFAULT_INTERVAL_DAYS
    fictional: bool = False
    version: int = 0

    @property
    def next_check(self) -> date | None:
        """The day it is due to be checked again; None if it never was."""
        if self.verified_on is None:
            return None
        return self.verified_on + timedelta(days=self.interval_days)

    @property
    def scope(self) -> str:
        """Whose people it serves: "municipality:9999", "region:99" or "national"."""
        return scope_of(self.municipality, self.region)


FIELD_NAMES = tuple(field.name for field in fields(Record))
LIST_FIELDS = frozenset({"group_dates", "areas", "stages", "languages"})
DATE_FIELDS = frozenset({"source_date", "verified_on"})
NUMBER_FIELDS = frozenset({"minimum_age", "maximum_age", "interval_days", "version"})
FLAG_FIELDS = frozenset({"fictional"})
EDITABLE_FIELDS = tuple(name for name in FIELD_NAMES if name not in {"id", "version"})


def scope_of(municipality: str | None, region: str | None) -> str:
    """The scope of a municipality's, a region's or the whole country's contacts."""
    if municipality:
        return f"municipality:{municipality}"
    return f"region:{region}" if region else "national"


def new_id() -> str:
    """An id for a new record."""
    return str(uuid.uuid4())


def id_for(key: str) -> str:
    """The same id each time for the same key, for rows that come from files."""
    return str(uuid.uuid5(NAMESPACE, key))


def plain(record: Record) -> dict[str, Any]:
    """The record as JSON can hold it, fields at their default left out."""
    values = {}
    for field in fields(Record):
        value = getattr(record, field.name)
        if value != field.default:
            values[field.name] = value.isoformat() if isinstance(value, date) else value
    return values


def from_plain(values: dict[str, Any]) -> Record:
    """The record that `plain` was made of."""
    fixed: dict[str, Any] = {
        name: tuple(value)
        if name in LIST_FIELDS
        else date.fromisoformat(value)
        if name in DATE_FIELDS and isinstance(value, str)
        else value
        for name, value in values.items()
    }
    return Record(**fixed)

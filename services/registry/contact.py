"""The contact: what the navigator and the pages get to see of a record."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from services.registry.hours import STOCKHOLM, OpeningHours
from services.registry.hours_notation import parse_hours

DATES = ("verified_on", "next_check", "source_date")
LISTS = ("areas", "stages", "languages", "group_dates")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A contact that can be shown. Texts are Swedish, dates are Swedish dates.

    `phone` is E.164 or a short number, None where none is registered. `hours` is when one can
    call, None when unknown; `visiting` when one can come. An empty `areas` or `stages` means all.
    `grade` A is well sourced, B is to be checked. `scope` is whose people it serves."""

    id: str
    support_type: str
    level: str
    name: str
    scope: str
    organization: str | None = None
    description: str | None = None
    phone: str | None = None
    phone_display: str | None = None
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
    languages: tuple[str, ...] = ()
    interpretation: str | None = None
    hours: OpeningHours | None = None
    visiting: OpeningHours | None = None
    place: str | None = None
    address: str | None = None
    accessibility: str | None = None
    reach: str | None = None
    what_happens: str | None = None
    why: str | None = None
    say: str | None = None
    cost: str | None = None
    decision: str = "none"
    group_dates: tuple[str, ...] = ()
    verified_on: date | None = None
    verified_by: str | None = None
    next_check: date | None = None
    grade: str = "A"
    source: str | None = None
    source_date: date | None = None
    status: str = "active"
    fictional: bool = False

    def stale(self, at: datetime | date) -> bool:
        """Whether it should have been checked again by this moment (aware) or day."""
        day = at.astimezone(STOCKHOLM).date() if isinstance(at, datetime) else at
        return self.next_check is None or self.next_check < day


def contact_from(body: dict[str, Any]) -> Contact:
    """A contact from the JSON body of a listing."""
    values = dict(body)
    for name in DATES:
        if name in values:
            values[name] = _day(values[name])
    for name in LISTS:
        if name in values:
            values[name] = tuple(values[name])
    for name in ("hours", "visiting"):
        if name in values:
            values[name] = parse_hours(values[name])
    return Contact(**values)


@cache
def _day(text: str) -> date:
    return date.fromisoformat(text)

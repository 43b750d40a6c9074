"""A contact as it is shown when one browses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from services.registry.contact import Contact
from services.registry.group_date import GroupDate, parse_group_date
from services.registry.hours_notation import BadHours
from services.registry.hours_text import hours_text, status_text
from services.vocabulary import SupportType, support_type


@dataclass(frozen=True)
class Entry:
    """A contact with its type, and what holds at this moment. `open_now` None: not known."""

    contact: Contact
    kind: SupportType
    open_now: bool | None
    hours: str | None
    now: str | None
    next_date: GroupDate | None
    stale: bool


def list_entries(contacts: Iterable[Contact], at: datetime) -> list[Entry]:
    """The contacts as entries, at an aware moment."""
    return [_entry(contact, at) for contact in contacts]


def _entry(contact: Contact, at: datetime) -> Entry:
    hours = contact.hours
    return Entry(
        contact=contact,
        kind=support_type(contact.support_type),
        open_now=hours.status(at).open_now if hours else None,
        hours=hours_text(hours) if hours else None,
        now=status_text(hours, at) if hours and not hours.always else None,
        next_date=_next_date(contact, at),
        stale=contact.stale(at),
    )


def _next_date(contact: Contact, at: datetime) -> GroupDate | None:
    """The first meeting that has not been; a date that cannot be read is left out."""
    coming = []
    for text in contact.group_dates:
        try:
            meeting = parse_group_date(text)
        except BadHours:
            continue
        if meeting.on >= at.date():
            coming.append(meeting)
    return min(coming, key=lambda meeting: meeting.on, default=None)

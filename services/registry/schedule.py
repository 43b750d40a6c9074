"""Hours and group dates as rows of HSDS schedule, and back."""

from collections.abc import Iterable
from datetime import time
from typing import Any

from services.registry.group_date import GroupDate, format_group_date, parse_group_date
from services.registry.hours import HoursException, OpeningHours, Span
from services.registry.hours_notation import format_hours, parse_hours
from services.registry.record import Record

Values = dict[str, Any]
BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def schedule_values(record: Record) -> list[Values]:
    """The schedule rows of a record, without ids, in their order."""
    found: list[Values] = []
    for text, kind in ((record.hours, "phone"), (record.visiting, "in-person")):
        if text:
            hours = parse_hours(text)
            found += [_span_values(span, kind) for span in hours.spans]
            found += _exception_values(hours, kind)
    return found + [_group_values(text) for text in record.group_dates]


def hours_of(schedules: Iterable[Any], kind: str) -> str | None:
    """The notation of the hours that these schedule rows of a kind make."""
    rows = [row for row in schedules if row.attending_type == kind]
    if not rows:
        return None
    spans = tuple(_span(row) for row in rows if row.freq)
    exceptions = tuple(_exception(row) for row in rows if not row.freq)
    return format_hours(OpeningHours(spans, exceptions))


def _span(row: Any) -> Span:
    days = tuple(BYDAY.index(day) for day in row.byday.split(","))
    opens, closes = time.fromisoformat(row.opens_at), time.fromisoformat(row.closes_at)
    return Span(days, opens, closes, row.valid_from, row.valid_to)


def _exception(row: Any) -> HoursException:
    return HoursException(row.valid_from, _time(row.opens_at), _time(row.closes_at))


def group_of(row: Any) -> str:
    """The notation of a group date's schedule row."""
    opens, closes = _time(row.opens_at), _time(row.closes_at)
    return format_group_date(GroupDate(row.valid_from, opens, closes, row.notes or ""))


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def _span_values(span: Span, kind: str) -> Values:
    return {
        "attending_type": kind,
        "freq": "WEEKLY",
        "byday": ",".join(BYDAY[day] for day in span.days),
        "opens_at": f"{span.opens:%H:%M}",
        "closes_at": f"{span.closes:%H:%M}",
        "valid_from": span.valid_from,
        "valid_to": span.valid_to,
        "notes": None,
    }


def _exception_values(hours: OpeningHours, kind: str) -> list[Values]:
    return [
        {
            "attending_type": kind,
            "freq": None,
            "byday": None,
            "opens_at": item.opens and f"{item.opens:%H:%M}",
            "closes_at": item.closes and f"{item.closes:%H:%M}",
            "valid_from": item.on,
            "valid_to": item.on,
            "notes": None if item.opens else "stängt",
        }
        for item in hours.exceptions
    ]


def _group_values(text: str) -> Values:
    group = parse_group_date(text)
    return {
        "attending_type": "group",
        "freq": None,
        "byday": None,
        "opens_at": group.opens and f"{group.opens:%H:%M}",
        "closes_at": group.closes and f"{group.closes:%H:%M}",
        "valid_from": group.on,
        "valid_to": group.on,
        "notes": group.text or None,
    }

"""A date when a group meets: "2026-12-03 14:00-16:00 Demensgruppen"."""

import re
from dataclasses import dataclass
from datetime import date, time

from services.registry.hours_notation import BadHours

FORM = re.compile(r"^(\d{4}-\d\d-\d\d)(?:\s+(\d\d:\d\d)-(\d\d:\d\d))?(?:\s+(.*))?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class GroupDate:
    """One meeting. Times are Swedish wall time, None when not set."""

    on: date
    opens: time | None
    closes: time | None
    text: str


def parse_group_date(text: str) -> GroupDate:
    """A group date from its notation. Raises BadHours."""
    match = FORM.match(text.strip())
    if not match:
        raise BadHours(
            f"”{text}” är inte en träff. Skriv till exempel 2026-12-03 14:00-16:00 Café."
        )
    try:
        times = [time.fromisoformat(part) if part else None for part in match.group(2, 3)]
        return GroupDate(date.fromisoformat(match[1]), times[0], times[1], match[4] or "")
    except ValueError:
        raise BadHours(f"”{text}” har ett datum eller klockslag som inte finns.") from None


def format_group_date(group: GroupDate) -> str:
    """The notation of a group date."""
    parts = [group.on.isoformat()]
    if group.opens and group.closes:
        parts.append(f"{group.opens:%H:%M}-{group.closes:%H:%M}")
    return " ".join([*parts, group.text] if group.text else parts)

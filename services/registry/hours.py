"""Opening hours: weekly spans and exceptions, and whether it is open at a moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.registry.holiday import holiday_name

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MIDNIGHT = time(0, 0)
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
HORIZON_DAYS = 60


@dataclass(frozen=True, slots=True)
class Span:
    """Open on these weekdays (0 is Monday) from `opens` to `closes`, wall time. Closing at or
    before opening means the next day. A span for all seven days holds on holidays too."""

    days: tuple[int, ...]
    opens: time
    closes: time
    valid_from: date | None = None
    valid_to: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the span opens on this date."""
        if day.weekday() not in self.days:
            return False
        if (self.valid_from and day < self.valid_from) or (self.valid_to and day > self.valid_to):
            return False
        return self.days == EVERY_DAY or holiday_name(day) is None


@dataclass(frozen=True, slots=True)
class HoursException:
    """One date that differs: other hours, or closed all day when `opens` is None."""

    on: date
    opens: time | None = None
    closes: time | None = None

    @property
    def pair(self) -> tuple[time, time] | None:
        """(opens, closes), None when closed all day."""
        if self.opens is None or self.closes is None:
            return None
        return self.opens, self.closes


@dataclass(frozen=True, slots=True)
class OpenStatus:
    """`closes_at` when open, `opens_at` when closed: aware, Europe/Stockholm. None: not known
    or never."""

    open_now: bool
    closes_at: datetime | None = None
    opens_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When one can call, or come: weekly spans, and dates that differ."""

    spans: tuple[Span, ...]
    exceptions: tuple[HoursException, ...] = ()

    @property
    def always(self) -> bool:
        """Around the clock, every day of the year."""
        return not self.exceptions and any(_is_always(span) for span in self.spans)

    def status(self, at: datetime) -> OpenStatus:
        """Open or closed at an aware moment, and until when."""
        if self.always:
            return OpenStatus(True)
        local = at.astimezone(STOCKHOLM)
        for opens, closes in self._merged(local.date() - timedelta(days=1)):
            if closes <= at:
                continue
            if opens <= at:
                return OpenStatus(True, closes_at=closes)
            return OpenStatus(False, opens_at=opens)
        return OpenStatus(False)

    def on(self, day: date) -> tuple[tuple[time, time], ...]:
        """The (opens, closes) pairs that begin on this date, in order."""
        special = [item for item in self.exceptions if item.on == day]
        if special:
            return tuple(sorted(item.pair for item in special if item.pair))
        return tuple(sorted((s.opens, s.closes) for s in self.spans if s.covers(day)))

    def _merged(self, start: date) -> Iterator[tuple[datetime, datetime]]:
        """Open periods from a date on, those that touch made into one."""
        current: tuple[datetime, datetime] | None = None
        for opens, closes in self._periods(start):
            if current and opens <= current[1]:
                current = (current[0], max(current[1], closes))
                continue
            if current:
                yield current
            current = (opens, closes)
        if current:
            yield current

    def _periods(self, start: date) -> Iterator[tuple[datetime, datetime]]:
        for offset in range(HORIZON_DAYS):
            day = start + timedelta(days=offset)
            for opens, closes in self.on(day):
                end = day if closes > opens else day + timedelta(days=1)
                yield (
                    datetime.combine(day, opens, STOCKHOLM),
                    datetime.combine(end, closes, STOCKHOLM),
                )


def _is_always(span: Span) -> bool:
    whole = span.opens == MIDNIGHT and span.closes == MIDNIGHT
    return whole and span.days == EVERY_DAY and not (span.valid_from or span.valid_to)

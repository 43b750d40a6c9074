"""Opening hours in Swedish, as one says them."""

from datetime import date, datetime, time, timedelta

from services.registry.holiday import holiday_name
from services.registry.hours import EVERY_DAY, STOCKHOLM, OpeningHours, OpenStatus
from services.registry.hours_notation import format_days

WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni", "juli"),
    *("augusti", "september", "oktober", "november", "december"),
)


def hours_text(hours: OpeningHours, on: date | None = None) -> str:
    """ "mån–fre kl. 9–11 och 13–15, tors kl. 17–19" or "dygnet runt". With a date, only what
    holds then."""
    if hours.always:
        return "dygnet runt"
    groups: dict[tuple[int, ...], list[str]] = {}
    for span in hours.spans:
        if on and not _holds(span.valid_from, span.valid_to, on):
            continue
        groups.setdefault(span.days, []).append(f"{say_time(span.opens)}–{say_time(span.closes)}")
    return ", ".join(f"{_say_days(d)} kl. {' och '.join(times)}" for d, times in groups.items())


def status_text(hours: OpeningHours, at: datetime) -> str:
    """ "öppet nu, stänger kl. 15", "öppnar i morgon kl. 9", "dygnet runt"."""
    if hours.always:
        return "dygnet runt"
    status = hours.status(at)
    today = at.astimezone(STOCKHOLM).date()
    if status.open_now:
        return _open_text(status, at)
    if status.opens_at is None:
        return "stängt"
    opening = f"öppnar {_say_moment(status.opens_at, today)}"
    name = holiday_name(today)
    closed_today = name and not hours.on(today)
    return f"stängt i dag ({name}), {opening}" if closed_today else opening


def say_time(moment: time) -> str:
    """ "9", "9.30", "24" for midnight as an end."""
    if moment == time(0, 0):
        return "24"
    return str(moment.hour) if moment.minute == 0 else f"{moment.hour}.{moment.minute:02}"


def say_date(day: date, *, year: bool = False) -> str:
    """ "3 december", with the year if asked for."""
    text = f"{day.day} {MONTHS[day.month - 1]}"
    return f"{text} {day.year}" if year else text


def _open_text(status: OpenStatus, at: datetime) -> str:
    closes = status.closes_at
    if closes is None or closes - at >= timedelta(days=1):
        return "öppet nu"
    return f"öppet nu, stänger kl. {say_time(closes.timetz())}"


def _say_moment(moment: datetime, today: date) -> str:
    clock = f"kl. {'0' if moment.hour + moment.minute == 0 else say_time(moment.time())}"
    days = (moment.date() - today).days
    if days == 0:
        return clock
    if days == 1:
        return f"i morgon {clock}"
    weekday = WEEKDAYS[moment.weekday()]
    if days < 7:
        return f"på {weekday} {clock}"
    return f"{weekday} {say_date(moment.date())} {clock}"


def _say_days(days: tuple[int, ...]) -> str:
    return "alla dagar" if days == EVERY_DAY else format_days(days, ", ", "–")


def _holds(first: date | None, last: date | None, on: date) -> bool:
    return not ((first and on < first) or (last and on > last))

"""The one-line notation of opening hours, as in a spreadsheet cell:
"mån-fre 09:00-11:00,13:00-15:00; tors 17:00-19:00; 2026-12-23 stängt"."""

import re
from datetime import date, time
from functools import lru_cache

from services.registry.hours import EVERY_DAY, MIDNIGHT, HoursException, OpeningHours, Span

DAY_NAMES = ("mån", "tis", "ons", "tors", "fre", "lör", "sön")
ALWAYS = "dygnet runt"
CLOSED = "stängt"
FULL_DAY_NAMES = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
PERIOD = re.compile(r"\((\d{4}-\d\d-\d\d)?\s*till\s*(\d{4}-\d\d-\d\d)?\)\s*$")
EXCEPTION = re.compile(r"^(\d{4}-\d\d-\d\d)\s+(.+)$")
TIMES = re.compile(r"(?:kl\.?\s*)?(\d{1,2}(?:[:.]\d\d)?-\d{1,2}(?:[:.]\d\d)?.*)$")
EVERY_DAY_WORDS = ("alla dagar", "varje dag", "dagligen")


class BadHours(ValueError):
    """The text is not opening hours; the message is Swedish and says what is wrong."""


@lru_cache(maxsize=4096)
def parse_hours(text: str) -> OpeningHours:
    """Opening hours from their notation. Raises BadHours."""
    spans: list[Span] = []
    exceptions: list[HoursException] = []
    for part in re.split(r"[;\n]", _tidy(text)):
        if not part.strip():
            continue
        if match := EXCEPTION.match(part.strip()):
            exceptions += _exceptions(_date(match[1]), match[2])
        else:
            spans += _spans(part.strip())
    if not spans and not exceptions:
        raise BadHours("Öppettiden är tom.")
    _refuse_overlap(spans)
    return OpeningHours(tuple(spans), tuple(sorted(exceptions, key=lambda item: item.on)))


def format_hours(hours: OpeningHours) -> str:
    """The notation of opening hours; parse_hours gives the same hours back."""
    parts = []
    groups: dict[tuple[tuple[int, ...], date | None, date | None], list[str]] = {}
    for span in hours.spans:
        key = (span.days, span.valid_from, span.valid_to)
        groups.setdefault(key, []).append(_format_pair(span.opens, span.closes))
    for (days, first, last), pairs in groups.items():
        parts.append(_format_group(days, pairs) + _format_period(first, last))
    return "; ".join(parts + [_format_exception(item) for item in hours.exceptions])


def format_days(days: tuple[int, ...], joint: str = ",", dash: str = "-") -> str:
    """ "mån-tis,tors" for (0, 1, 3)."""
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return joint.join(
        DAY_NAMES[run[0]] + (dash + DAY_NAMES[run[-1]] if len(run) > 1 else "") for run in runs
    )


def _tidy(text: str) -> str:
    return re.sub(r"\s*[–—-]\s*(?=\D|\d{1,2}\b)", "-", text.strip().lower().replace("−", "-"))


def _spans(part: str) -> list[Span]:
    if part == ALWAYS:
        return [Span(EVERY_DAY, MIDNIGHT, MIDNIGHT)]
    first, last, part = _period(part)
    match = TIMES.search(part)
    if not match:
        raise BadHours(f"”{part}” saknar klockslag. Skriv till exempel mån-fre 09:00-15:00.")
    days = _days(part[: match.start()].strip(" :"))
    pairs = [_pair(pair) for pair in re.split(r",|och", match[1])]
    return [Span(days, opens, closes, first, last) for opens, closes in pairs]


def _period(part: str) -> tuple[date | None, date | None, str]:
    if not (match := PERIOD.search(part)):
        return None, None, part
    first = _date(match[1]) if match[1] else None
    last = _date(match[2]) if match[2] else None
    return first, last, part[: match.start()].strip()


def _days(text: str) -> tuple[int, ...]:
    if text in EVERY_DAY_WORDS:
        return EVERY_DAY
    days: set[int] = set()
    for item in re.split(r",|\boch\b", text.replace("vardagar", "mån-fre")):
        ends = [_day(name) for name in item.strip().split("-")]
        if len(ends) > 2 or ends[0] > ends[-1]:
            raise BadHours(f"”{item.strip()}” är inte en följd av dagar.")
        days.update(range(ends[0], ends[-1] + 1))
    return tuple(sorted(days))


def _day(name: str) -> int:
    name = name.strip(" .").removesuffix("ar")
    for day, full in enumerate(FULL_DAY_NAMES):
        if len(name) >= 2 and full.startswith(name):
            return day
    raise BadHours(f"”{name}” är inte en veckodag. Skriv mån, tis, ons, tors, fre, lör, sön.")


def _pair(text: str) -> tuple[time, time]:
    ends = re.sub(r"kl\.?", "", text).strip().split("-")
    if len(ends) != 2:
        raise BadHours(f"”{text.strip()}” är inte ett klockslag från–till.")
    opens, closes = _time(ends[0]), _time(ends[1])
    if opens == closes and opens != MIDNIGHT:
        raise BadHours(f"”{text.strip()}” öppnar och stänger samma tid.")
    return opens, closes


def _time(text: str) -> time:
    match = re.fullmatch(r"(\d{1,2})(?:[:.](\d\d))?", text.strip())
    if not match:
        raise BadHours(f"”{text.strip()}” är inte ett klockslag.")
    hour, minute = int(match[1]), int(match[2] or 0)
    if (hour, minute) == (24, 0):
        return MIDNIGHT
    if hour > 23 or minute > 59:
        raise BadHours(f"Klockan {text.strip()} finns inte.")
    return time(hour, minute)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadHours(f"Datumet {text} finns inte.") from None


def _exceptions(on: date, rest: str) -> list[HoursException]:
    if rest.strip() == CLOSED:
        return [HoursException(on)]
    return [HoursException(on, *_pair(pair)) for pair in rest.split(",")]


def _refuse_overlap(spans: list[Span]) -> None:
    for index, one in enumerate(spans):
        for other in spans[index + 1 :]:
            if _periods_meet(one, other) and set(one.days) & set(other.days):
                _refuse_shared_hours(one, other)


def _periods_meet(one: Span, other: Span) -> bool:
    starts_late = one.valid_from and other.valid_to and one.valid_from > other.valid_to
    ends_early = one.valid_to and other.valid_from and one.valid_to < other.valid_from
    return not (starts_late or ends_early)


def _refuse_shared_hours(one: Span, other: Span) -> None:
    if one.opens < _end(other) and other.opens < _end(one):
        day = DAY_NAMES[min(set(one.days) & set(other.days))]
        raise BadHours(f"Två öppettider överlappar varandra på {day}.")


def _end(span: Span) -> time:
    return span.closes if span.closes > span.opens else time.max


def _format_group(days: tuple[int, ...], pairs: list[str]) -> str:
    if days == EVERY_DAY and pairs == ["00:00-00:00"]:
        return ALWAYS
    return f"{format_days(days)} {','.join(pairs)}"


def _format_pair(opens: time, closes: time) -> str:
    return f"{opens:%H:%M}-{closes:%H:%M}"


def _format_period(first: date | None, last: date | None) -> str:
    if not first and not last:
        return ""
    return f" ({first or ''} till {last or ''})".replace("( ", "(").replace(" )", ")")


def _format_exception(item: HoursException) -> str:
    if item.opens is None or item.closes is None:
        return f"{item.on} {CLOSED}"
    return f"{item.on} {_format_pair(item.opens, item.closes)}"

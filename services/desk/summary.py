"""What a municipality's counts look like when they are shown: small groups hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from services.desk.demand import Count, list_counts, monday_of
from services.desk.desk import Desk
from services.desk.suppression import LEAST, suppressed, suppressed_total

Read = Callable[[tuple[str, ...]], tuple[Count, ...]]


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a dimension and how many answers it had; None is one to four, or hidden so
    that one to four cannot be worked out."""

    value: str | date
    count: int | None


@dataclass(frozen=True, slots=True)
class Cross:
    """An area, a stage and a support type that go together in five answers or more."""

    area: str
    stage: str
    support_type: str
    count: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A municipality's demand in the weeks from `since` to before `until`. `total` is None for
    one to four. `gaps` are the types that the registry lacked; `crosses_hidden` is how many
    groups of area, stage and type were too small to show."""

    since: date
    until: date
    total: int | None
    weeks: tuple[Line, ...]
    areas: tuple[Line, ...]
    stages: tuple[Line, ...]
    support_types: tuple[Line, ...]
    gaps: tuple[Line, ...]
    crosses: tuple[Cross, ...]
    crosses_hidden: int


def summarise(desk: Desk, municipality: str, weeks: int) -> Summary:
    """The latest weeks, the one that is going on included."""
    until = monday_of(desk.clock().date()) + timedelta(days=7)
    since = until - timedelta(weeks=weeks)
    read: Read = partial(list_counts, desk, municipality, since=since, until=until)
    by_week = {count.values[0]: count.first for count in read(("week",))}
    days = [since + timedelta(weeks=number) for number in range(weeks)]
    kinds = read(("support_type",))
    shown, hidden = _crosses(read(("area", "stage", "support_type")))
    return Summary(
        since=since,
        until=until,
        total=suppressed_total([count.first for count in kinds]),
        weeks=_hidden_small((day, by_week.get(day, 0)) for day in days),
        areas=_ordered((count.values[0], count.first) for count in read(("area",))),
        stages=_ordered((count.values[0], count.first) for count in read(("stage",))),
        support_types=_ordered((count.values[0], count.first) for count in kinds),
        gaps=_ordered((count.values[0], count.missed) for count in kinds),
        crosses=shown,
        crosses_hidden=hidden,
    )


def _ordered(counts: Iterable[tuple[str, int]]) -> tuple[Line, ...]:
    """The largest first; what is hidden last, by name, so that the order tells nothing."""
    lines = _hidden_small((value, count) for value, count in counts if count)
    return tuple(sorted(lines, key=lambda line: (-(line.count or 0), str(line.value))))


def _hidden_small(counts: Iterable[tuple[str | date, int]]) -> tuple[Line, ...]:
    pairs = list(counts)
    shown = suppressed([count for _, count in pairs])
    return tuple(Line(value, count) for (value, _), count in zip(pairs, shown, strict=True))


def _crosses(counts: Iterable[Count]) -> tuple[tuple[Cross, ...], int]:
    asked = [count for count in counts if count.first]
    large = [count for count in asked if count.first >= LEAST]
    shown = [_cross(*count.values, count=count.first) for count in large]
    return tuple(sorted(shown, key=lambda cross: -cross.count)), len(asked) - len(large)


def _cross(area: str, stage: str, support_type: str, *, count: int) -> Cross:
    return Cross(area, stage, support_type, count)

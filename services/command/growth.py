"""How registry and navigator grow: the same questions to a registry that becomes larger."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from sqlalchemy import Engine

from services.navigator.turn import reply_to
from services.registry.database import open_database
from services.registry.lookup import Directory
from services.registry.migration import upgrade_database
from services.registry.municipality import list_municipalities
from services.registry.scale import fill_registry
from services.registry.seed import seed_registry
from services.registry.store import Store
from services.settings import STOCKHOLM
from services.understanding.situation import Need, Situation

STEPS = ((29, 40), (72, 40), (145, 40), (290, 40), (290, 80), (290, 160), (290, 400))
"""Municipalities, and contacts in each: first a larger country, then ten times as much in each."""
AT = datetime(2026, 11, 24, 10, 0, tzinfo=STOCKHOLM)
SITUATIONS = tuple(
    Situation(areas=areas, stage=stage, needs=(Need(first, 0.7), Need(then, 0.2)), enough=True)
    for areas, stage, first, then in (
        (("demens",), "tyngre", "anhorigkonsulent", "avlosning"),
        (("aldre",), "sjukhus", "bistandshandlaggare", "kurator"),
        (("psykisk_ohalsa",), "vardag", "boendestod", "personligt_ombud"),
    )
)
MEASURES = {
    "kept": "registret, redan läst",
    "read": "registret, läst ur databasen",
    "reply": "navigatorn, hela svaret",
    "admin": "administrationen, kommunens lista",
}
CALLS = {"kept": 300, "read": 60, "reply": 150, "admin": 12}
ROUNDS = 5
Call = Callable[[str], object]


@dataclass(frozen=True)
class Point:
    """Median milliseconds of work by measure with so many municipalities and contacts in each."""

    towns: int
    each: int
    ms: dict[str, float]

    @property
    def contacts(self) -> int:
        """How many contacts that is in all."""
        return self.towns * self.each


def measure_growth(
    folder: Path, steps: Sequence[tuple[int, int]] = STEPS, share: float = 1.0
) -> Iterator[Point]:
    """A point for each step, in a database of its own that is filled on the way. `share` is how
    much of the usual number of calls is made."""
    engine = open_database(f"sqlite:///{folder / 'growth.db'}")
    upgrade_database(engine)
    seed_registry(engine)
    try:
        filled = (0, 0)
        for towns, each in steps:
            grow(engine, filled, (towns, each))
            filled = (towns, each)
            yield Point(towns, each, measure_at(engine, towns, share))
    finally:
        engine.dispose()


def grow(engine: Engine, filled: tuple[int, int], wanted: tuple[int, int]) -> None:
    """More contacts in those that have some, then the municipalities that have none."""
    (had, each), (towns, most) = filled, wanted
    if each and most > each:
        fill_registry(engine, most, towns=had, beyond=each)
    if towns > had:
        fill_registry(engine, most, towns=towns, skip=had)


def measure_at(engine: Engine, towns: int, share: float) -> dict[str, float]:
    """Milliseconds by measure, the calls spread over the municipalities that are filled. All are
    measured ROUNDS times in turn and the least is taken: what else the computer does only adds."""
    real = [town.code for town in list_municipalities(engine) if not town.fictional][:towns]
    asked = calls(engine)
    chosen = {name: list(islice(cycle(real), max(3, int(CALLS[name] * share)))) for name in asked}
    for name, call in asked.items():
        for code in dict.fromkeys(chosen[name]):
            call(code)
    rounds = [
        {name: median(map(partial(time_call, call), chosen[name])) for name, call in asked.items()}
        for _ in range(ROUNDS)
    ]
    return {name: min(found[name] for found in rounds) for name in asked}


def calls(engine: Engine) -> dict[str, Call]:
    """What is measured, by the keys of MEASURES; each takes the code of a municipality."""
    kept, store, situations = Directory(engine), Store(engine), cycle(SITUATIONS)
    return {
        "kept": kept.list_contacts,
        "read": lambda code: Directory(engine).list_contacts(code),
        "reply": lambda code: reply_to(next(situations), code, AT, kept),
        "admin": lambda code: store.list_records(municipality=code),
    }


def time_call(call: Call, code: str) -> float:
    """Milliseconds of work of one call: the database is in the process, and what waits for the
    processor because of others is not counted."""
    began = time.thread_time()
    call(code)
    return (time.thread_time() - began) * 1000


def exponent(sizes: Sequence[float], times: Sequence[float]) -> float:
    """The power of the size that the time grows with, by least squares on the logarithms: 0 does
    not grow, 1 grows as much as the size."""
    xs, ys = [math.log(size) for size in sizes], [math.log(time) for time in times]
    mid_x, mid_y = sum(xs) / len(xs), sum(ys) / len(ys)
    over = sum((x - mid_x) * (y - mid_y) for x, y in zip(xs, ys, strict=True))
    return over / sum((x - mid_x) ** 2 for x in xs)

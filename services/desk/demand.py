"""Demand: how often what was asked for, week by week. Counts only, never a word of anyone's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, cast

from sqlalchemy import Insert, Table, func, select
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from services.desk.desk import Desk
from services.desk.models import DemandRow

KEYS = ("week", "municipality_code", "area", "stage", "support_type")
DIMENSIONS = ("week", "area", "stage", "support_type")


@dataclass(frozen=True, slots=True)
class Count:
    """What some answers add up to: `values` by dimension, `first` times asked for, `missed`
    times that the registry had no contact for it."""

    values: tuple[Any, ...]
    first: int
    missed: int


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def count_answer(desk: Desk, answer: Mapping[str, Any]) -> None:
    """Counts an answer (the contract's shape): its first contact as asked for, and each contact
    that the registry lacked, which is reached some other way, as missed."""
    firsts, misses = Counter[str](), Counter[str]()
    for number, contact in enumerate(answer["contacts"]):
        kind = contact["support_type"]
        firsts[kind] += number == 0
        misses[kind] += contact.get("via") is not None
    shared = {
        "week": monday_of(desk.clock().date()),
        "municipality_code": answer.get("municipality") or "",
        "area": next(iter(answer.get("area") or ()), ""),
        "stage": answer.get("stage") or "",
    }
    rows = [
        shared | {"support_type": kind, "first": firsts[kind], "missed": misses[kind]}
        for kind in sorted(firsts | misses)
    ]
    _add(desk, [row for row in rows if row["first"] or row["missed"]])


def list_counts(
    desk: Desk,
    municipality: str,
    by: tuple[str, ...],
    *,
    since: date,
    until: date,
) -> tuple[Count, ...]:
    """Sums of a municipality's answers in the weeks from `since` to before `until`, grouped by
    some of DIMENSIONS, in the order of their values."""
    columns = [getattr(DemandRow, name) for name in by]
    query = (
        select(*columns, func.sum(DemandRow.first), func.sum(DemandRow.missed))
        .where(
            DemandRow.municipality_code == municipality,
            DemandRow.week >= since,
            DemandRow.week < until,
        )
        .group_by(*columns)
        .order_by(*columns)
    )
    with Session(desk.engine) as session:
        return tuple(
            Count(tuple(values), int(first), int(missed))
            for *values, first, missed in session.execute(query)
        )


def _add(desk: Desk, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    with desk.engine.begin() as connection:
        connection.execute(_adding(desk.engine.dialect.name), rows)


@cache
def _adding(dialect: str) -> Insert:
    """Adds to the row that is there, or makes it. Built once: it runs with every answer."""
    table = cast(Table, DemandRow.__table__)
    new = (insert_sqlite if dialect == "sqlite" else insert_postgresql)(table)
    added = {name: table.c[name] + new.excluded[name] for name in ("first", "missed")}
    return new.on_conflict_do_update(index_elements=KEYS, set_=added)

"""Demand: counts without a word of anyone's, and without groups so small that one is known."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.desk.demand import count_answer, list_counts, monday_of
from services.desk.desk import Desk
from services.desk.summary import summarise
from services.desk.suppression import LEAST, suppressed, suppressed_total
from tests.desk.conftest import Clock

ALL = {"since": date(2020, 1, 1), "until": date(2030, 1, 1)}


def answer(*kinds: tuple[str, str | None], **more: Any) -> dict[str, Any]:
    contacts = [{"support_type": kind, "via": via} for kind, via in kinds]
    return (
        {"municipality": "9999", "area": ["demens"], "stage": "akut"}
        | more
        | {"contacts": contacts}
    )


def test_the_first_is_asked_for_and_what_lacks_is_missed(desk: Desk) -> None:
    for _ in range(3):
        count_answer(desk, answer(("avlosning", "kommunens_vaxel"), ("bris", None)))
    count_answer(desk, answer(("bris", None), ("avlosning", "kommunens_vaxel")))
    counts = list_counts(desk, "9999", ("area", "stage", "support_type"), **ALL)
    assert [(c.values, c.first, c.missed) for c in counts] == [
        (("demens", "akut", "avlosning"), 3, 4),
        (("demens", "akut", "bris"), 1, 0),
    ]


def test_what_is_not_known_is_counted_too(desk: Desk) -> None:
    count_answer(desk, answer(("bris", None), municipality=None, area=[], stage=None))
    (count,) = list_counts(desk, "", ("area", "stage"), **ALL)
    assert (count.values, count.first) == (("", ""), 1)
    assert list_counts(desk, "9999", ("area",), **ALL) == ()


@pytest.mark.parametrize(
    ("day", "monday"),
    [
        (date(2026, 11, 23), date(2026, 11, 23)),
        (date(2026, 11, 29), date(2026, 11, 23)),
        (date(2027, 1, 1), date(2026, 12, 28)),
    ],
)
def test_a_week_is_its_monday(day: date, monday: date) -> None:
    assert monday_of(day) == monday


def test_no_word_is_kept(desk: Desk, database: Path) -> None:
    count_answer(
        desk,
        answer(("bris", None))
        | {
            "contacts": [
                {"support_type": "bris", "via": None, "say": "hemligheten", "why": "hemligheten"}
            ]
        },
    )
    files = database.parent.glob("desk.db*")
    assert b"hemligheten" not in b"".join(path.read_bytes() for path in files)


def test_each_municipality_has_its_own(desk: Desk) -> None:
    for _ in range(6):
        count_answer(desk, answer(("bris", None)))
    assert summarise(desk, "9999", 13).total == 6
    assert summarise(desk, "0480", 13).total == 0


def test_a_summary_hides_small_groups(desk: Desk, clock: Clock) -> None:
    for _ in range(8):
        count_answer(desk, answer(("avlosning", "kommunens_vaxel")))
    for _ in range(2):
        count_answer(desk, answer(("bris", None), area=["npf"]))
    clock.turn(weeks=1)
    for _ in range(6):
        count_answer(desk, answer(("hemtjanst", None)))
    found = summarise(desk, "9999", 4)
    assert found.total == 16
    assert [(line.value, line.count) for line in found.support_types] == [
        ("avlosning", 8),
        ("bris", None),
        ("hemtjanst", None),
    ]
    assert [line.count for line in found.weeks] == [0, 0, 10, 6]
    assert [(line.value, line.count) for line in found.gaps] == [("avlosning", 8)]
    assert [cross.support_type for cross in found.crosses] == ["avlosning", "hemtjanst"]
    assert found.crosses_hidden == 1


def test_an_old_week_is_not_in_the_period(desk: Desk, clock: Clock) -> None:
    for _ in range(5):
        count_answer(desk, answer(("bris", None)))
    clock.turn(weeks=4)
    assert summarise(desk, "9999", 4).total == 0
    assert summarise(desk, "9999", 13).total == 5


@given(st.lists(st.integers(0, 20), max_size=12))
def test_what_is_hidden_cannot_be_worked_out(counts: list[int]) -> None:
    shown, total = suppressed(counts), suppressed_total(counts)
    assert all(count is None or count == 0 or count >= LEAST for count in shown)
    assert all(count in (None, real) for count, real in zip(shown, counts, strict=True))
    if total is not None:
        assert shown.count(None) != 1

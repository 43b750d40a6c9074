"""Every row of data/registry holds what it must."""

import re
from collections import Counter
from datetime import date

import pytest

from services.registry.hours_notation import parse_hours
from services.registry.phone import display_phone, normalise_phone
from services.registry.record import Record
from services.registry.seed import FOLDER, demo_records, seed_records
from services.registry.validation import problems
from services.vocabulary import list_support_types, support_type

pytestmark = pytest.mark.data

NATIONAL = list(seed_records(demo=False))
DEMO = list(demo_records())
ALL = NATIONAL + DEMO
AROUND_THE_CLOCK = {"112", "1177", "90101", "90390", "116016", "116111"}
FICTION = re.compile(
    r"^\+46(?:7017406(?:0[5-9]|[1-9]\d)|8465004\d\d|3139006\d\d|4062804\d\d|9803192\d\d)$"
)
DEAD = ["020-22 00 60", "0771-22 00 60", "020-22 60 60", "08-34 58 73", "0200-230 230"]
DEAD += ["020-222 444", "020-85 00 00", "020-84 44 48", "020-91 91 91", "020-59 59 59"]


def name_of(record: Record) -> str:
    return record.name


@pytest.mark.parametrize("record", ALL, ids=name_of)
def test_a_row_is_sound(record: Record) -> None:
    assert problems(record) == ()
    assert record.source
    assert support_type(record.support_type)


def test_ids_are_unique() -> None:
    assert len({record.id for record in ALL}) == len(ALL)


@pytest.mark.parametrize("record", NATIONAL, ids=name_of)
def test_a_national_row_says_where_it_is_from_and_how_sure_it_is(record: Record) -> None:
    assert record.source and record.source.startswith("http")
    assert record.scope == "national" and not record.fictional
    if record.grade == "A":
        assert record.verified_on and record.verified_on >= date(2026, 1, 1)
    else:
        assert record.verified_on == record.source_date
    assert record.phone or record.url


@pytest.mark.parametrize("record", NATIONAL, ids=name_of)
def test_the_crisis_numbers_are_open_around_the_clock(record: Record) -> None:
    direct = record.support_type not in {"socialjour", "jourhavande_medmanniska"}
    if record.phone in AROUND_THE_CLOCK and direct:
        assert record.hours == "dygnet runt"


@pytest.mark.parametrize("number", DEAD)
def test_numbers_that_are_dead_or_unsure_are_nowhere(number: str) -> None:
    digits = normalise_phone(number)
    assert not [record for record in ALL if record.phone == digits]
    assert number not in (FOLDER / "national.yml").read_text(encoding="utf-8")


def test_every_national_type_can_be_called() -> None:
    types = {record.support_type for record in NATIONAL if record.phone}
    needed = {"larm_112", "sjukvard_1177", "polis_114_14", "sjalvmordslinjen", "kvinnofridslinjen"}
    needed |= {"bris", "forsakringskassan", "nationell_stodlinje", "jourhavande_medmanniska"}
    assert needed <= types


@pytest.mark.parametrize(
    "kind",
    [k for k in list_support_types() if {"municipality", "region"} & set(k.level)],
    ids=lambda kind: kind.id,
)
def test_the_example_municipality_has_every_local_type(kind: object) -> None:
    records = [*DEMO, *(r for r in NATIONAL if r.support_type == "sjukvard_1177")]
    found = [r for r in records if r.support_type == kind.id and r.status == "active"]  # type: ignore[attr-defined]
    assert found and all(record.phone for record in found)


@pytest.mark.parametrize("record", DEMO, ids=name_of)
def test_a_fictional_row_is_marked_and_its_number_reaches_no_one(record: Record) -> None:
    assert record.fictional
    assert record.phone and FICTION.match(record.phone)
    assert record.email is None or record.email.endswith(".example")
    assert record.url is None or ".example" in record.url
    assert record.hours is None or parse_hours(record.hours)


def test_fictional_numbers_are_each_used_once() -> None:
    counts = Counter(record.phone for record in DEMO)
    assert not [display_phone(phone) for phone, n in counts.items() if phone and n > 1]


def test_the_example_has_fresh_stale_and_retired_contacts() -> None:
    today = date(2026, 11, 24)
    active = [record for record in DEMO if record.status == "active"]
    stale = [r for r in active if r.next_check is None or r.next_check < today]
    assert 2 <= len(stale) <= 5
    assert any(r.verified_on and r.verified_on.strftime("%Y-%m") == "2025-03" for r in stale)
    assert [r for r in DEMO if r.status == "retired"]
    fresh = [r for r in active if r not in stale]
    assert all(r.verified_on and date(2026, 9, 1) <= r.verified_on <= today for r in fresh)


@pytest.mark.parametrize("kind", ["anhoriggrupp", "efterlevandestod", "motesplats"])
def test_groups_have_dates(kind: str) -> None:
    assert any(record.group_dates for record in DEMO if record.support_type == kind)

"""The seed can be run again and again, and never writes over a person."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from services.registry.lookup import Directory, UnknownMunicipality
from services.registry.municipality import (
    find_municipality,
    find_region,
    list_municipalities,
    list_regions,
)
from services.registry.reading import read_records
from services.registry.seed import demo_records, seed_records, seed_registry
from services.registry.store import Store


def test_the_country_is_whole(engine: Engine) -> None:
    towns = list_municipalities(engine)
    assert len([town for town in towns if not town.fictional]) == 290
    assert len([region for region in list_regions(engine) if not region.fictional]) == 21
    assert all(town.code[:2] == town.region.code for town in towns)


@pytest.mark.parametrize(
    "code, name, region",
    [
        ("2180", "Gävle", "Region Gävleborg"),
        ("0484", "Eskilstuna", "Region Sörmland"),
        ("0980", "Gotland", "Region Gotland"),
        ("9999", "Exempelkommun", "Region Exempel"),
    ],
)
def test_a_municipality_is_found_by_its_code(
    engine: Engine, code: str, name: str, region: str
) -> None:
    town = find_municipality(engine, code)
    assert town and (town.name, town.region.name) == (name, region)


def test_an_unknown_code_is_none(engine: Engine) -> None:
    assert find_municipality(engine, "0001") is None
    assert find_region(engine, "02") is None


def test_a_county_has_its_municipalities(engine: Engine) -> None:
    assert [town.name for town in list_municipalities(engine, "99")] == ["Exempelkommun"]
    assert len(list_municipalities(engine, "09")) == 1


def test_running_again_writes_nothing(engine: Engine) -> None:
    assert seed_registry(engine) == 0


def test_what_was_seeded_is_what_the_files_say(engine: Engine) -> None:
    records = list(seed_records())
    with Session(engine) as session:
        kept = read_records(session, [record.id for record in records])
    assert kept == [replace(record, version=1) for record in records]


def test_a_change_by_a_person_stays(engine: Engine, store: Store) -> None:
    id = next(demo_records()).id
    store.edit(id, {"phone": "070-174 06 99"}, by="karin")
    seed_registry(engine)
    assert store.get_record(id).phone == "+46701740699"


def test_a_change_in_the_file_is_taken_in(
    engine: Engine, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *rest = seed_records()
    changed = replace(first, name="Ett nytt namn")
    monkeypatch.setattr("services.registry.seed.seed_records", lambda demo: [changed, *rest])
    assert seed_registry(engine) == 1
    record = store.get_record(first.id)
    assert (record.name, record.version) == ("Ett nytt namn", 2)


def test_without_the_example_it_is_not_there(engine: Engine) -> None:
    seed_registry(engine, demo=False)
    with pytest.raises(UnknownMunicipality):
        Directory(engine).list_contacts("9999")
    assert find_municipality(engine, "9999") is None
    assert Directory(engine).list_contacts("2180")
    assert seed_registry(engine) > 50
    assert len(Directory(engine).list_contacts("9999")) > 90


def test_an_example_that_someone_has_worked_in_stays(engine: Engine, store: Store) -> None:
    store.edit(next(demo_records()).id, {"name": "Ändrad"}, by="karin")
    seed_registry(engine, demo=False)
    assert Directory(engine).list_contacts("9999")

"""A lookup gives everything that can be called, in one query, and sees every change."""

from datetime import date

import pytest

from services.registry.lookup import Directory, UnknownMunicipality
from services.registry.record import Record
from services.registry.store import Store
from services.vocabulary import list_support_types


def by_name(directory: Directory, code: str) -> list[str]:
    return [contact.name for contact in directory.list_contacts(code)]


def test_the_nearest_come_first(directory: Directory) -> None:
    scopes = [contact.scope for contact in directory.list_contacts("9999")]
    assert scopes == sorted(
        scopes, key=lambda s: ("municipality", "region", "national").index(s.split(":")[0])
    )
    assert {"municipality:9999", "region:99", "national"} == set(scopes)


def test_within_a_scope_the_vocabulary_orders_and_well_sourced_goes_first(
    directory: Directory,
) -> None:
    order = [kind.id for kind in list_support_types()]
    national = directory.list_national()
    keys = [(order.index(c.support_type), c.grade) for c in national]
    assert keys == sorted(keys)


def test_the_example_has_every_type_of_the_vocabulary(directory: Directory) -> None:
    types = {contact.support_type for contact in directory.list_contacts("9999")}
    assert types == {kind.id for kind in list_support_types()}


@pytest.mark.parametrize("code", ["2180", "0980", "0180"])
def test_a_real_municipality_has_only_the_nation_s_contacts(
    directory: Directory, code: str
) -> None:
    contacts = directory.list_contacts(code)
    assert {contact.scope for contact in contacts} == {"national"}
    assert not any(contact.fictional for contact in contacts)


def test_a_contact_has_all_that_an_answer_needs(directory: Directory) -> None:
    contact = next(c for c in directory.list_contacts("9999") if c.contact_name == "Karin")
    assert contact.phone == "+46701740605" and contact.phone_display == "070-174 06 05"
    assert contact.hours and contact.visiting and contact.why and contact.what_happens
    assert contact.address == "Lindgatan 4, 999 01 Exempelstad"
    assert contact.next_check == date(2027, 3, 10) and contact.fictional


def test_a_retired_contact_is_never_listed(directory: Directory) -> None:
    assert not [name for name in by_name(directory, "9999") if "Norra Exempel" in name]


@pytest.mark.parametrize("code", ["0000", "", "99", "abcd"])
def test_an_unknown_municipality_is_an_error(directory: Directory, code: str) -> None:
    with pytest.raises(UnknownMunicipality):
        directory.list_contacts(code)


def test_the_first_lookup_is_two_queries_and_the_next_is_one(
    directory: Directory, queries: list[str]
) -> None:
    directory.list_contacts("9999")
    assert len(queries) == 2
    directory.list_contacts("9999")
    assert len(queries) == 3


def test_another_municipality_shares_what_the_nation_has(
    directory: Directory, queries: list[str]
) -> None:
    directory.list_contacts("2180")
    directory.list_contacts("0484")
    assert len(queries) == 4


def test_a_change_shows_at_once_also_in_another_process(
    store: Store, directory: Directory, new_record: Record
) -> None:
    before = by_name(directory, "2180")
    store.add(new_record, by="karin")
    assert by_name(directory, "2180") == [new_record.name, *before]
    store.edit(new_record.id, {"name": "Nytt namn"}, by="karin")
    assert by_name(directory, "2180")[0] == "Nytt namn"
    store.retire(new_record.id, by="karin")
    assert by_name(directory, "2180") == before


def test_a_regional_contact_is_edited_once_and_shared(
    store: Store, directory: Directory, new_record: Record
) -> None:
    from dataclasses import replace

    shared = replace(new_record, level="region", municipality=None, region="21")
    store.add(shared, by="nadia")
    assert shared.name in by_name(directory, "2180") and shared.name in by_name(directory, "2181")
    assert shared.name not in by_name(directory, "0484")


def test_a_contact_that_moves_leaves_its_old_place(
    store: Store, directory: Directory, new_record: Record
) -> None:
    store.add(new_record, by="karin")
    directory.list_contacts("2180")
    store.edit(new_record.id, {"municipality": "0484"}, by="karin")
    assert new_record.name not in by_name(directory, "2180")
    assert new_record.name in by_name(directory, "0484")


@pytest.mark.parametrize(
    "on, stale", [("2026-11-24", False), ("2027-03-10", False), ("2027-03-11", True)]
)
def test_a_contact_grows_stale_after_its_interval(
    directory: Directory, on: str, stale: bool
) -> None:
    contact = next(c for c in directory.list_contacts("9999") if c.contact_name == "Karin")
    assert contact.stale(date.fromisoformat(on)) is stale

"""People's changes: checked, counted, remembered, undone."""

from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Barrier, Thread

import pytest
from sqlalchemy.orm import Session

from services.registry.history import CannotUndo, list_changes, undo_change
from services.registry.listing import listing_body
from services.registry.models import ListingRow
from services.registry.record import Record
from services.registry.store import EditConflict, InvalidRecord, Store, UnknownRecord
from services.registry.verification import list_due, list_verifications


def test_a_record_comes_back_as_it_was_saved(store: Store, new_record: Record) -> None:
    saved = store.add(new_record, by="karin")
    assert saved == replace(new_record, version=1)
    assert store.get_record(saved.id) == saved


def test_what_is_listed_is_what_is_kept(store: Store) -> None:
    with Session(store.engine) as session:
        listed = {row.service_id: row.body for row in session.query(ListingRow)}
    kept = {r.id: listing_body(r) for r in store.list_records(status="active")}
    assert {id: dict(body) for id, body in listed.items()} == {
        id: {k: list(v) if isinstance(v, tuple) else v for k, v in body.items()}
        for id, body in kept.items()
    }


BAD = [
    ({"phone": "12"}, "phone", "telefonnummer"),
    ({"hours": "mån 9-12; mån 11-13"}, "hours", "överlappar"),
    ({"visiting": "aldrig"}, "visiting", "klockslag"),
    ({"email": "karin"}, "email", "e-postadress"),
    ({"url": "www.kommun.se"}, "url", "https"),
    ({"url": "javascript:alert(1)"}, "url", "https"),
    ({"support_type": "tandlakare"}, "support_type", "finns inte"),
    ({"areas": ("rymden",)}, "areas", "finns inte"),
    ({"areas": ("demens", "demens")}, "areas", "två gånger"),
    ({"stages": ("sen",)}, "stages", "finns inte"),
    ({"level": "stat"}, "level", "Välj ett av"),
    ({"decision": "kanske"}, "decision", "Välj ett av"),
    ({"municipality": None}, "municipality", "kommunkod"),
    ({"region": "21"}, "region", "inte båda"),
    ({"name": "  "}, "name", "saknas"),
    ({"why": "x" * 2001}, "why", "högst 2000"),
    ({"why": "a\x00b"}, "why", "går att visa"),
    ({"minimum_age": 20, "maximum_age": 10}, "maximum_age", "lägre"),
    ({"interval_days": 0}, "interval_days", "1 till 3650"),
    ({"postal_code": "12"}, "postal_code", "fem siffror"),
    ({"group_dates": ("på tisdag",)}, "group_dates", "träff"),
    ({"verified_on": date(1926, 1, 1)}, "verified_on", "rimligt"),
    ({"languages": ("svenska!",)}, "languages", "språkkod"),
]


@pytest.mark.parametrize("changes, field, word", BAD)
def test_what_cannot_be_saved_says_why_at_the_field(
    store: Store, new_record: Record, changes: dict[str, object], field: str, word: str
) -> None:
    store.add(new_record, by="karin")
    with pytest.raises(InvalidRecord) as refusal:
        store.edit(new_record.id, changes, by="karin")
    assert [p.field for p in refusal.value.problems] == [field]
    assert word in refusal.value.problems[0].message
    assert store.get_record(new_record.id).version == 1


def test_numbers_and_hours_are_kept_in_one_form(store: Store, new_record: Record) -> None:
    store.add(replace(new_record, phone="070-174 06 98", hours="vardagar 9-11"), by="karin")
    record = store.get_record(new_record.id)
    assert (record.phone, record.hours) == ("+46701740698", "mån-fre 09:00-11:00")


def test_a_field_that_is_none_of_ours_is_a_mistake_in_the_program(
    store: Store, new_record: Record
) -> None:
    store.add(new_record, by="karin")
    with pytest.raises(TypeError):
        store.edit(new_record.id, {"version": 7}, by="karin")


def test_the_second_of_two_editors_sees_both_versions(store: Store, new_record: Record) -> None:
    read = store.add(new_record, by="karin")
    store.edit(read.id, {"name": "Samirs namn"}, by="samir", expected_version=read.version)
    with pytest.raises(EditConflict) as conflict:
        store.edit(read.id, {"phone": "070-174 06 98"}, by="karin", expected_version=read.version)
    assert conflict.value.theirs.name == "Samirs namn"
    assert conflict.value.mine.phone == "+46701740698"
    assert conflict.value.fields == ("phone",)
    assert store.get_record(read.id).name == "Samirs namn"


def test_two_at_the_very_same_time_lose_nothing(store: Store, new_record: Record) -> None:
    read = store.add(new_record, by="karin")
    start, outcomes = Barrier(4), []

    def edit(number: int) -> None:
        start.wait()
        try:
            store.edit(read.id, {"name": f"Namn {number}"}, by="k", expected_version=1)
            outcomes.append("saved")
        except EditConflict:
            outcomes.append("conflict")

    threads = [Thread(target=edit, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["conflict"] * 3 + ["saved"]
    assert store.get_record(read.id).version == 2


def test_each_field_is_remembered_with_who_and_when(store: Store, new_record: Record) -> None:
    store.add(new_record, by="karin")
    store.edit(new_record.id, {"name": "Nytt", "areas": ("npf",)}, by="samir")
    newest, oldest = list_changes(store, new_record.id)
    assert (oldest.action, oldest.by) == ("create", "karin")
    assert (newest.action, newest.by, newest.version) == ("update", "samir", 2)
    assert newest.at == datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert [(f.field, f.before, f.after) for f in newest.fields] == [
        ("areas", ("demens", "aldre"), ("npf",)),
        ("name", "Anhörigkonsulenten", "Nytt"),
    ]


def test_a_change_can_be_undone(store: Store, new_record: Record) -> None:
    store.add(new_record, by="karin")
    store.edit(new_record.id, {"name": "Fel", "verified_on": date(2026, 11, 1)}, by="samir")
    newest = list_changes(store, new_record.id)[0]
    back = undo_change(store, newest.id, by="karin")
    assert (back.name, back.verified_on, back.version) == (new_record.name, None, 3)
    assert list_changes(store, new_record.id)[0].action == "undo"


def test_a_retirement_can_be_undone(store: Store, new_record: Record) -> None:
    store.add(new_record, by="karin")
    store.retire(new_record.id, by="karin")
    assert undo_change(store, list_changes(store, new_record.id)[0].id, by="k").status == "active"


def test_undoing_what_someone_has_changed_since_shows_both(
    store: Store, new_record: Record
) -> None:
    store.add(new_record, by="karin")
    store.edit(new_record.id, {"name": "Två"}, by="karin")
    second = list_changes(store, new_record.id)[0]
    store.edit(new_record.id, {"name": "Tre"}, by="samir")
    with pytest.raises(EditConflict):
        undo_change(store, second.id, by="karin")


@pytest.mark.parametrize("pick", [-1, None])
def test_the_beginning_cannot_be_undone(store: Store, new_record: Record, pick: int | None) -> None:
    store.add(new_record, by="karin")
    id = list_changes(store, new_record.id)[pick].id if pick else "finns-inte"
    with pytest.raises(CannotUndo):
        undo_change(store, id, by="karin")


def test_still_true_is_one_click(store: Store, new_record: Record) -> None:
    store.add(replace(new_record, grade="B"), by="karin")
    record = store.verify(new_record.id, by="Karin", interval_days=90, note="ringde")
    assert record.verified_on == date(2026, 11, 24) and record.verified_by == "Karin"
    assert record.next_check == date(2027, 2, 22) and record.grade == "A"
    assert [(v.by, v.note) for v in list_verifications(store, record.id)] == [("Karin", "ringde")]


def test_the_queue_has_what_is_due_the_longest_overdue_first(store: Store) -> None:
    due = list_due(store, date(2026, 11, 24), municipality="9999")
    assert [d.name for d in due] == [
        "Fixar-Kalle i Exempelkommun",
        "Tolk i kommunen",
        "Konsumentvägledaren",
    ]
    assert not list_due(store, date(2026, 11, 24), region="99")
    store.verify(due[0].id, by="karin")
    assert len(list_due(store, date(2026, 11, 24), municipality="9999")) == 2


def test_a_copy_is_a_draft_that_no_one_sees(store: Store, new_record: Record) -> None:
    store.add(new_record, by="karin")
    copy = store.duplicate(new_record.id, by="karin")
    assert (copy.status, copy.verified_on, copy.phone) == ("draft", None, new_record.phone)
    assert copy.id != new_record.id


def test_nothing_is_changed_by_changing_nothing(store: Store, new_record: Record) -> None:
    store.add(new_record, by="karin")
    assert store.edit(new_record.id, {"name": new_record.name}, by="karin").version == 1
    assert len(list_changes(store, new_record.id)) == 1


def test_a_record_that_is_not_there(store: Store) -> None:
    assert store.find_record("finns-inte") is None
    with pytest.raises(UnknownRecord):
        store.get_record("finns-inte")


def test_reading_a_municipality_takes_a_fixed_number_of_queries(
    store: Store, queries: list[str]
) -> None:
    records = store.list_records(municipality="9999")
    assert len(records) > 40 and len(queries) == 11

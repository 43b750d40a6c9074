"""Reports that something does not hold, and the coverage of a municipality."""

from datetime import date, timedelta

import pytest

from services.registry.coverage import count_states, list_coverage
from services.registry.lookup import Directory
from services.registry.record import Record
from services.registry.report import (
    NOTE_KEPT,
    BadReport,
    add_report,
    erase_old_notes,
    find_report,
    handle_report,
    list_reports,
)
from services.registry.seed import demo_records
from services.registry.store import Store, UnknownRecord

TODAY = date(2026, 11, 24)


def test_a_report_lands_in_the_queue_and_leaves_it(store: Store) -> None:
    contact = next(demo_records())
    id = add_report(store, contact.id, "phone", note="fel nummer", municipality="9999")
    (report,) = list_reports(store, ("municipality:9999",))
    assert (report.id, report.name, report.kind, report.note) == (
        id,
        contact.name,
        "phone",
        "fel nummer",
    )
    assert handle_report(store, id, by="karin") and not handle_report(store, id, by="samir")
    assert list_reports(store) == ()
    (done,) = list_reports(store, handled=True)
    assert (done.handled_by, done.kind, done.note) == ("karin", "phone", None)


def test_what_was_written_is_erased_after_ninety_days_and_the_report_still_waits(
    store: Store,
) -> None:
    add_report(store, next(demo_records()).id, "phone", note="fel nummer")
    wrote = store.clock()
    store.clock = lambda: wrote + NOTE_KEPT - timedelta(minutes=1)
    assert erase_old_notes(store) == 0
    store.clock = lambda: wrote + NOTE_KEPT
    assert (erase_old_notes(store), erase_old_notes(store)) == (1, 0)
    assert [(one.kind, one.note) for one in list_reports(store)] == [("phone", None)]


def test_another_municipality_does_not_see_it(store: Store) -> None:
    add_report(store, next(demo_records()).id, "silent")
    assert list_reports(store, ("municipality:2180", "region:21")) == ()


@pytest.mark.parametrize("kind, note", [("annat", ""), ("phone", "x" * 501)])
def test_a_report_that_cannot_be_taken(store: Store, kind: str, note: str) -> None:
    with pytest.raises(BadReport):
        add_report(store, next(demo_records()).id, kind, note=note)


def test_a_report_on_nothing(store: Store) -> None:
    with pytest.raises(UnknownRecord):
        add_report(store, "finns-inte", "phone")
    assert find_report(store, "finns-inte") is None


def test_the_example_is_covered(directory: Directory) -> None:
    states = count_states(list_coverage(directory, "9999", TODAY))
    assert "missing" not in states and states["stale"] == 3


def test_a_municipality_that_has_begun(
    store: Store, directory: Directory, new_record: Record
) -> None:
    store.add(new_record, by="karin")
    rows = {row.support_type.id: row for row in list_coverage(directory, "2180", TODAY)}
    assert rows["anhorigkonsulent"].state == "stale"
    store.verify(new_record.id, by="karin")
    rows = {row.support_type.id: row for row in list_coverage(directory, "2180", TODAY)}
    assert rows["anhorigkonsulent"].state == "filled"
    assert rows["avlosning"].state == "missing" and rows["sjukvard_1177"].state == "filled"
    assert "larm_112" not in rows

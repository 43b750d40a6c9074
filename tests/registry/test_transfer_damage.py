"""Files that are damaged, huge, or read in while someone else works: nothing is half done."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from time import monotonic, process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from services.registry.municipality import list_municipalities
from services.registry.record import Record, new_id
from services.registry.seed import demo_records
from services.registry.store import Store
from services.registry.transfer.csv_file import write_csv
from services.registry.transfer.importing import import_file
from services.registry.transfer.problem import BadFile
from services.registry.transfer.report import ImportReport
from services.registry.transfer.xlsx_file import read_xlsx
from services.registry.writing import count_services, list_overtaken
from tests.registry.workbook import damaged, xlsx

HEAD = "Stödtyp;Namn;Kommun;Telefon;Telefontider"
GOOD = xlsx([["Stödtyp", "Namn"], ["anhorigkonsulent", "Anna"]])
DAMAGED = {
    "no sheet": damaged("sheet1.xml", lambda body: None),
    "half a sheet": damaged("sheet1.xml", lambda body: body[: len(body) // 2]),
    "no workbook": damaged("workbook.xml", lambda body: b""),
    "cut short": GOOD[:-200],
    "of another zip version": GOOD.replace(
        b"PK\x01\x02\x14\x03\x14\x00", b"PK\x01\x02\x14\x03\x40\x00"
    ),
    "zeros in it": GOOD[:300] + b"\0" * 200 + GOOD[500:],
    "a row far away": damaged("sheet1.xml", lambda body: body.replace(b'r="2"', b'r="1048576"')),
    "a row that is no number": damaged("sheet1.xml", lambda body: body.replace(b'"2"', b'"x"')),
    "an error": xlsx([["Stödtyp", "Namn"], ["anhorigkonsulent", "#REF!"]]),
}


@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_workbook_is_refused_in_swedish(
    store: Store, load: Callable[..., ImportReport], what: str
) -> None:
    before = store.list_records()
    with pytest.raises(BadFile) as refusal:
        load(DAMAGED[what], "trasig.xlsx")
    assert str(refusal.value).endswith(".")
    assert store.list_records() == before


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=40))
@settings(max_examples=150, deadline=None)
def test_no_damage_ends_in_anything_else(at: int, junk: bytes) -> None:
    file = GOOD[:at] + junk + GOOD[at + len(junk) :]
    with suppress(BadFile):
        list(read_xlsx(file).rows)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_cell_of_ten_megabytes_is_named_by_its_row(
    store: Store, load: Callable[..., ImportReport], ending: str
) -> None:
    huge = "x" * 10_000_000
    if ending == "csv":
        with pytest.raises(BadFile, match="Rad 2: en cell är större"):
            load(f"{HEAD}\nanhorigkonsulent;{huge};2180;;\n")
        return
    content = damaged("sheet1.xml", lambda body: body.replace(b"Anna", huge.encode()))
    (problem,) = load(content, "stor.xlsx").problems
    assert (problem.row, problem.column) == (2, "Namn") and "för stor" in problem.message


def test_what_someone_changed_meanwhile_is_not_written_over(
    store: Store, new_record: Record
) -> None:
    store.add(new_record, by="karin")
    changed: list[int] = []

    def meanwhile(rows: int) -> None:
        if not changed:
            changed.append(store.edit(new_record.id, {"name": "Karins namn"}, by="karin").version)

    file = f"Id;Namn\n{new_record.id};Filens namn\n"
    report = import_file(store, "f.csv", file.encode(), by="samir", progress=meanwhile)
    assert "medan filen lästes in" in report.problems[0].message and not report.written
    assert store.get_record(new_record.id).name == "Karins namn"


def test_nobody_can_change_a_contact_while_it_is_being_written(
    store: Store, new_record: Record
) -> None:
    store.add(new_record, by="karin")
    with store.engine.connect() as other:
        other.exec_driver_sql("PRAGMA busy_timeout = 0")
        other.commit()
        with Session(store.engine) as session, session.begin():
            assert list_overtaken(session, [store.get_record(new_record.id)]) == set()
            with pytest.raises(OperationalError, match="locked"):
                other.exec_driver_sql("UPDATE service SET name = 'x'")
            other.rollback()
        other.exec_driver_sql("PRAGMA busy_timeout = 5000")


def test_a_row_that_names_no_place_is_of_the_senders_own(
    store: Store, load: Callable[..., ImportReport]
) -> None:
    file = "Stödtyp;Namn\nanhorigkonsulent;Anna\n"
    assert load(file, home={"municipality": "2180"}).ok
    assert [r.name for r in store.list_records(municipality="2180")] == ["Anna"]
    assert load(file, home={"municipality": "2180"}).count("unchanged") == 1


@pytest.mark.slow
def test_twenty_thousand_rows_are_read_in_with_progress(store: Store) -> None:
    towns = [town.code for town in list_municipalities(store.engine) if not town.fictional]
    model = next(demo_records())
    records = [
        replace(model, id=new_id(), municipality=towns[n % 290], name=f"{model.name} {n}")
        for n in range(20_000)
    ]
    file = write_csv(records)
    told: list[int] = []
    began, worked = monotonic(), process_time()
    report = import_file(store, "f.csv", file, by="karin", progress=told.append)
    took, cpu = monotonic() - began, process_time() - worked
    print(f"20 000 rows: {took:.1f} s, of which {cpu:.1f} s of work")  # noqa: T201
    assert report.written and report.count("added") == 20_000
    assert told == list(range(1, 20_001))
    with Session(store.engine) as session:
        assert count_services(session) > 20_000

"""Out and in again: nothing is lost, and nothing is half done."""

import io
import json
import uuid
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from services.registry.history import list_changes
from services.registry.record import FIELD_NAMES, Record
from services.registry.store import Store
from services.registry.transfer.cell import FORMULA_LIKE, cell_text, cell_value
from services.registry.transfer.exporting import export_file
from services.registry.transfer.problem import BadFile
from services.registry.transfer.report import ImportReport
from tests.registry.workbook import xlsx

ENDINGS = ["csv", "xlsx", "json"]
HEAD = "Stödtyp;Namn;Kommun;Telefon;Telefontider"
ROW = "anhorigkonsulent;Anna;2180;070-174 06 99;mån-fre 9-15"


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_goes_out_comes_in_unchanged(
    store: Store, load: Callable[..., ImportReport], ending: str
) -> None:
    before = store.list_records()
    report = load(export_file(store.engine, before, ending), f"fil.{ending}")
    assert report.ok and report.count("unchanged") == len(before) == len(report.outcomes)
    assert store.list_records() == before


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_record_with_everything_survives_the_journey(
    store: Store, load: Callable[..., ImportReport], new_record: Record, ending: str
) -> None:
    full = replace(
        new_record,
        description="=HYPERLINK(1)\nrad två; med \"citat\" och 'apostrof'",
        why="'=redan skyddad",
        say="-5 grader, +46 är landsnumret",
        organization="@rörelsen",
        group_dates=("2026-12-03 14:00-16:00 Café, kaffe", "2026-12-04"),
        visiting="ons 13:00-16:00; 2026-12-23 stängt",
        languages=("sv", "zh-Hant"),
        stages=("borjan",),
        minimum_age=0,
        maximum_age=20,
        street="Storgatan 1",
        postal_code="803 20",
        city="Gävle",
        accessibility="Hiss",
        verified_on=date(2026, 11, 1),
        source_date=date(2025, 1, 2),
        grade="B",
        interval_days=30,
        status="paused",
        fictional=True,
    )
    file = export_file(store.engine, [full], ending)
    assert load(file, f"fil.{ending}").count("added") == 1
    assert store.get_record(full.id) == replace(full, version=1)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_cell_is_a_formula_and_none_is_changed(text: str) -> None:
    text = text.strip()
    cell = cell_text("why", text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell_value("why", cell) == (text or None)


@pytest.mark.parametrize("text", ["=1+1", "+46", "-1", "@SUM(A1)", "'=1", "''+1"])
def test_formulas_are_shielded(text: str) -> None:
    assert FORMULA_LIKE.match(text) and cell_text("name", text) == f"'{text}"
    assert cell_value("name", cell_text("name", text)) == text


def test_cells_in_an_exported_workbook_are_text(store: Store) -> None:
    file = export_file(store.engine, store.list_records(), "xlsx")
    sheet = load_workbook(io.BytesIO(file)).active
    assert sheet is not None
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"} and sheet.max_column == len(FIELD_NAMES)


FORMS = {
    "UTF-8": f"{HEAD}\n{ROW}\n".encode(),
    "BOM": f"{HEAD}\r\n{ROW}\r\n".encode("utf-8-sig"),
    "Latin-1": f"{HEAD}\n{ROW}\n".encode("latin-1"),
    "UTF-16": f"{HEAD}\n{ROW}\n".encode("utf-16"),
    "commas": f"{HEAD}\n{ROW}\n".replace(";", ",").encode(),
    "tabs": f"{HEAD}\n{ROW}\n".replace(";", "\t").encode(),
    "field names": f"support_type;name;municipality;phone;hours\n{ROW}\n".encode(),
    "empty lines": f"{HEAD}\n\n{ROW}\n;;;;\n".encode(),
    "names of places and types": f"{HEAD}\n{ROW}\n".replace("2180", "Gävle")
    .replace("anhorigkonsulent;", "Anhörigkonsulent;")
    .encode(),
}


@pytest.mark.parametrize("form", FORMS)
def test_csv_is_read_however_it_comes(
    store: Store, load: Callable[..., ImportReport], form: str
) -> None:
    assert load(FORMS[form]).text().startswith("Inläst: 1 ny, 0 ändrade")
    (record,) = store.list_records(municipality="2180")
    assert (record.name, record.phone, record.hours, record.level) == (
        "Anna",
        "+46701740699",
        "mån-fre 09:00-15:00",
        "municipality",
    )


def test_excel_may_turn_codes_and_dates_into_numbers(
    store: Store, load: Callable[..., ImportReport]
) -> None:
    rows: list[list[object]] = [
        ["Stödtyp", "Namn", "Kommun", "Kontrollerad den", "Lägsta ålder", "Påhittad"],
        ["anhorigkonsulent", "Anna", 484, date(2026, 11, 1), 18.0, False],
    ]
    assert load(xlsx(rows), "fil.xlsx").ok
    (record,) = store.list_records(municipality="0484")
    assert (record.verified_on, record.minimum_age) == (date(2026, 11, 1), 18)


def test_a_column_that_is_not_there_is_left_as_it_was(
    store: Store, load: Callable[..., ImportReport], new_record: Record
) -> None:
    store.add(new_record, by="karin")
    report = load(f"Id;Namn\n{new_record.id};Nytt namn\n")
    assert [o.fields for o in report.outcomes] == [("Namn",)]
    record = store.get_record(new_record.id)
    assert (record.name, record.phone, record.version) == ("Nytt namn", new_record.phone, 2)
    assert list_changes(store, record.id)[0].action == "import"


def test_a_row_without_id_finds_the_contact_by_place_type_and_name(
    store: Store, load: Callable[..., ImportReport]
) -> None:
    load(f"{HEAD}\n{ROW}\n")
    report = load(f"{HEAD}\n{ROW.replace('99', '98')}\n")
    assert report.count("changed") == 1
    assert [r.phone for r in store.list_records(municipality="2180")] == ["+46701740698"]


def test_an_emptied_cell_goes_back_to_its_default(
    store: Store, load: Callable[..., ImportReport], new_record: Record
) -> None:
    store.add(replace(new_record, cost="100 kr", audience="relative"), by="karin")
    assert load(f"Id;Kostnad;För vem;Områden\n{new_record.id};;;\n").ok
    record = store.get_record(new_record.id)
    assert (record.cost, record.audience, record.areas) == (None, "both", ())


def test_a_dry_run_writes_nothing(store: Store, load: Callable[..., ImportReport]) -> None:
    report = load(f"{HEAD}\n{ROW}\n", dry_run=True)
    assert report.text().startswith("Prövat, ingenting är ändrat ännu: 1 ny")
    assert store.list_records(municipality="2180") == () and not report.written


BAD_ROWS = [
    ("tandlakare;Anna;2180;;", "Rad 3, Stödtyp", "finns inte"),
    ("anhorigkonsulent;;2180;;", "Rad 3", "Namn måste fyllas i"),
    (";Anna;2180;;", "Rad 3", "Stödtyp måste fyllas i"),
    ("anhorigkonsulent;Anna B;0001;;", "Rad 3, Kommun", "finns inte"),
    ("anhorigkonsulent;Anna B;Ankeborg;;", "Rad 3, Kommun", "finns inte"),
    ("anhorigkonsulent;Anna B;2180;12;", "Rad 3, Telefon", "går att ringa"),
    ("anhorigkonsulent;Anna B;2180;;mån 9-12,11-13", "Rad 3, Telefontider", "överlappar"),
    (f"anhorigkonsulent;{'x' * 2001};2180;;", "Rad 3, Namn", "högst 2000"),
    (f"anhorigkonsulent;{'x' * 20001};2180;;", "Rad 3, Namn", "för stor"),
    (ROW, "Rad 3", "finns redan på rad 2"),
]


@pytest.mark.parametrize("row, where, what", BAD_ROWS)
def test_a_bad_row_is_named_and_nothing_is_written(
    store: Store, load: Callable[..., ImportReport], row: str, where: str, what: str
) -> None:
    report = load(f"{HEAD}\n{ROW}\n{row}\n")
    (problem,) = report.problems
    assert str(problem).startswith(where) and what in problem.message
    assert "Ingenting är ändrat. 1 fel att rätta:" in report.text()
    assert store.list_records(municipality="2180") == () and not report.written


@pytest.mark.parametrize(
    "column, value, what",
    [
        ("Id", "123", "fel form"),
        ("Kontrollerad den", "i går", "inte ett datum"),
        ("Lägsta ålder", "tolv", "inte ett heltal"),
        ("Påhittad", "kanske", "ja eller nej"),
        ("Huvudman", "staten", "Välj ett av"),
        ("Status", "bra", "Välj ett av"),
        ("Säkerhet", "C", "Välj ett av"),
        ("Områden", "rymden", "finns inte"),
        ("E-post", "karin", "inte en e-postadress"),
        ("Webbadress", "kommun.se", "https"),
        ("Region", "21", "inte båda"),
    ],
)
def test_each_column_is_checked(
    load: Callable[..., ImportReport], column: str, value: str, what: str
) -> None:
    report = load(f"{HEAD};{column}\n{ROW};{value}\n")
    assert [(p.row, p.column) for p in report.problems] == [(2, column)]
    assert what in report.problems[0].message


BAD_FILES = [
    ("fil.csv", b"", "tom"),
    ("fil.csv", b"Namn;Favoritf\xe4rg\nAnna;bl\xe5\n", "Okända kolumner: favoritfärg"),
    ("fil.csv", b"Namn;Namn;Telefon\n", "två gånger: Namn"),
    ("fil.csv", b"Namn;Telefon\nAnna;\n", "Kolumner saknas: Stödtyp"),
    ("fil.csv", f"{HEAD}\n{ROW};mer;och mer\n".encode(), "Rad 2 har fler celler"),
    ("fil.csv", f'{HEAD}\n"anhorigkonsulent;Anna\n'.encode(), "citattecknen"),
    ("fil.csv", f'{HEAD}\n"{"x" * 10_000_000}"\n'.encode(), "Rad 2: en cell är större"),
    ("fil.csv", b"\x89PNG\x00\x00", "inte en textfil"),
    ("fil.xlsx", b"hej", "inte ett Excel-ark"),
    ("fil.xlsx", b"PK\x05\x06" + b"\x00" * 18, "inte ett Excel-ark"),
    ("fil.json", b"{", "inte JSON"),
    ("fil.json", b'{"a": 1}', "ingen lista"),
    ("fil.json", b"[" * 100_000, "inte JSON"),
    ("fil.pdf", b"", ".csv, .xlsx eller .json"),
]


@pytest.mark.parametrize(
    "name, content, what", BAD_FILES, ids=[f"{name} {what}" for name, _, what in BAD_FILES]
)
def test_a_file_that_cannot_be_read_says_why(
    store: Store, load: Callable[..., ImportReport], name: str, content: bytes, what: str
) -> None:
    with pytest.raises(BadFile) as refusal:
        load(content, name)
    assert what in str(refusal.value)


def test_a_formula_in_a_workbook_is_refused(load: Callable[..., ImportReport]) -> None:
    with pytest.raises(BadFile, match="Rad 2: en cell innehåller en formel"):
        load(xlsx([["Stödtyp", "Namn"], ["anhorigkonsulent", '=HYPERLINK("http://x")']]), "f.xlsx")


def test_a_zip_bomb_is_not_unpacked(load: Callable[..., ImportReport]) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"xl/{number}.xml", b"0" * (80 * 1024 * 1024))
    with pytest.raises(BadFile, match="för stor när den packas upp"):
        load(file.getvalue(), "bomb.xlsx")


def test_entities_that_multiply_are_refused(load: Callable[..., ImportReport]) -> None:
    laughs = '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    source = xlsx([["Stödtyp", "Namn"], ["anhorigkonsulent", "Anna"]])
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.infolist():
            body = old.read(part)
            if part.filename.endswith("sheet1.xml"):
                body = laughs.encode() + body.split(b"?>", 1)[-1]
            new.writestr(part.filename, body)
    with pytest.raises(BadFile):
        load(file.getvalue(), "skratt.xlsx")


@pytest.mark.parametrize(
    "service",
    [
        "hej",
        {"id": 1},
        {"id": str(uuid.uuid4()), "name": "Anna", "status": "open"},
        {"id": str(uuid.uuid4()), "name": 5, "status": "active"},
        {"name": "Anna", "status": "active", "schedules": [{"attending_type": "phone"}]},
        {"name": "Anna", "status": "active", "phones": "112"},
    ],
)
def test_json_that_is_not_a_service_of_ours(
    store: Store, load: Callable[..., ImportReport], service: object
) -> None:
    report = load(json.dumps({"contents": [service]}), "fil.json")
    assert report.problems and report.problems[0].row == 1


def test_an_overtaken_row_is_not_written_over(
    store: Store, load: Callable[..., ImportReport], new_record: Record
) -> None:
    store.add(new_record, by="karin")
    file = export_file(store.engine, [replace(store.get_record(new_record.id), name="Mitt")], "csv")
    store.edit(new_record.id, {"phone": "070-174 06 90"}, by="samir")
    report = load(file)
    assert [problem.column for problem in report.problems] == ["Version"]
    assert store.get_record(new_record.id).phone == "+46701740690"


def test_an_editor_cannot_touch_another_municipality(
    store: Store, load: Callable[..., ImportReport], new_record: Record
) -> None:
    store.add(new_record, by="karin")
    own = f"{HEAD}\n{ROW.replace('2180', '0484')}\n"
    theirs = f"Id;Kommun\n{new_record.id};0484\n"

    def allowed(record: Record) -> bool:
        return record.municipality == "0484"

    assert load(own, allowed=allowed).ok
    report = load(theirs, allowed=allowed)
    assert "Du får inte ändra" in report.problems[0].message


def test_progress_is_told(load: Callable[..., ImportReport]) -> None:
    told: list[int] = []
    load(f"{HEAD}\n{ROW}\n{ROW.replace('Anna', 'Bo')}\n", progress=told.append)
    assert told == [1, 2]

"""Script in every field of the registry, and formulas in every cell: shown as text, never run."""

import csv
import io
from dataclasses import fields, replace

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.registry.record import Record, new_id
from services.registry.store import Store
from services.registry.transfer.exporting import export_file

SCRIPT = "<img src=x onerror=alert(1)>\"'><script>alert(1)</script>{{7*7}}"
TEXTS = tuple(
    field.name
    for field in fields(Record)
    if field.type in (str, str | None)
    and field.name
    not in {"id", "support_type", "level", "municipality", "region", "status", "phone", "hours",
            "visiting", "audience", "decision", "grade", "email", "url", "postal_code"}
)  # fmt: skip
PAGES = (
    "/stod/9999", "/lapp?kommun=9999&k=anhorigkonsulent", "/checklista/demens/tyngre?kommun=9999",
    "/ring-mig?kommun=9999", "/api/hsds/services?search=onerror",
)  # fmt: skip


@pytest.fixture
def hostile(app: Flask) -> Store:
    """The example's konsulent, with script in all that is free text."""
    things = app.extensions["lots"]
    store = Store(things.engine, clock=things.clock)
    for record in store.list_records(municipality="9999"):
        if record.support_type == "anhorigkonsulent":
            changed = replace(record, **dict.fromkeys(TEXTS, SCRIPT))
            values = {name: getattr(changed, name) for name in TEXTS}
            store.edit(record.id, values, by="provet", expected_version=record.version)
    return store


def foreign_parts(page: str) -> list[str]:
    """Elements and attributes that only an attacker can have put there."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    images = [node for node in tree.iter("img") if node.get("src") == "x"]
    handlers = [name for node in tree.iter() for name in node.attrib if name.startswith("on")]
    scripts = [node for node in tree.iter("script") if "alert" in (node.text or "")]
    return [str(one) for one in (*images, *handlers, *scripts)]


def test_there_are_fields_to_try() -> None:
    assert {"name", "description", "why", "say", "source", "contact_name"} <= set(TEXTS)


@pytest.mark.parametrize("path", PAGES)
def test_script_in_the_registry_is_text_on_a_page(
    hostile: Store, client: FlaskClient, path: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text[:200]
    assert "onerror" in answer.text or "/ring-mig" in path, "it is shown, as text"
    if answer.content_type.startswith("text/html"):
        assert foreign_parts(answer.text) == []
    else:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.content_type.startswith("application/")


def test_script_in_the_registry_is_text_in_the_chat(hostile: Store, client: FlaskClient) -> None:
    page = {"Accept": "text/html"}
    body = {"message": f"avlösning {SCRIPT}", "municipality": "9999"}
    turn = client.post("/api/chat", json=body, headers=page)
    assert turn.status_code == 200 and "onerror" in turn.text, "it is shown, as text"
    assert foreign_parts(turn.text) == []
    assert foreign_parts(client.get("/").text) == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", " ="])
def test_no_cell_is_a_formula(hostile: Store, start: str) -> None:
    formula = f"{start}cmd|' /C calc'!A0"
    record = replace(
        hostile.list_records(municipality="9999")[0],
        id=new_id(),
        **dict.fromkeys(TEXTS, formula),
    )
    content = export_file(hostile.engine, [record], "csv").decode("utf-8-sig")
    for cell in list(csv.reader(io.StringIO(content), delimiter=";"))[1]:
        assert not cell.lstrip().startswith(("=", "@", "＝")), cell
        assert not (cell.startswith(("+", "-")) and "cmd" in cell), cell

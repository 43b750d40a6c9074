"""What people leave with a municipality: by plain forms, kept safe, and taken back at will."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from services.desk.callback import list_callbacks
from services.desk.question import answer_question, list_questions, publish_question
from services.desk.switch import Switches, set_switches
from services.registry.report import list_reports
from services.registry.store import Store
from services.settings import Settings
from tests.web.serving import ObedientEngine, make_app, settings_of
from tests.web.test_pages import assert_whole

WISH = {
    "kommun": "9999",
    "name": "Qwintilla",
    "phone": "070-174 06 05",
    "times": "efter 14",
    "about": "om avlösning för 19400102-1237",
    "consent": "1",
    "receipt": "abcdefghijklmnopqrstuvwxyz",
}
QUESTION = {
    "kommun": "9999",
    "text": "Får jag vara med på mötet, ring 070-174 06 05?",
    "consent": "1",
    "receipt": "zyxwvutsrqponmlkjihgfedcba",
}
FORMS = ["/ring-mig", "/fraga"]
PAGES = ["/ring-mig?kommun=9999", "/fraga?kommun=9999", "/fragor", "/fragor?kommun=9999"]
CLOSED = ["/ring-mig?kommun=0480", "/fraga?kommun=0480", "/ring-mig/finns-inte", "/fraga/nej"]
CHOOSING = ["/ring-mig", "/fraga", "/ring-mig?kommun=qqqqqq", "/fragor?kommun=qqqqqq"]


@pytest.mark.parametrize("path", [*PAGES, *CLOSED, *CHOOSING, "/stammer-inte/tack"])
def test_a_page_is_whole(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert_whole(response.text)


def a_contact(client: FlaskClient) -> str:
    found = re.search(r'href="/stod/9999/([0-9a-f-]{36})"', client.get("/stod/9999").text)
    assert found is not None
    return found[1]


def test_a_report_reaches_the_queue_without_numbers(client: FlaskClient, app: Flask) -> None:
    id = a_contact(client)
    page = client.get(f"/stammer-inte?k={id}&kommun=9999")
    assert_whole(page.text)
    form = {"k": id, "kommun": "9999", "kind": "phone", "note": "rätt är 070-174 06 05"}
    assert client.post("/stammer-inte", data=form).location == "/stammer-inte/tack"
    (report,) = list_reports(Store(app.extensions["lots"].engine), ("municipality:9999",))
    assert (report.kind, report.note, report.municipality) == ("phone", "rätt är [telefon]", "9999")


@pytest.mark.parametrize(("kind", "note"), [("", "orden"), ("x", "orden"), ("phone", "o" * 501)])
def test_a_report_that_lacks_something_loses_nothing(
    client: FlaskClient, kind: str, note: str
) -> None:
    form = {"k": a_contact(client), "kind": kind, "note": note}
    response = client.post("/stammer-inte", data=form)
    assert response.status_code == 422
    assert_whole(response.text)
    assert f">{note}</textarea>" in response.text and 'role="alert"' in response.text


@pytest.mark.parametrize("path", ["/stammer-inte", "/stammer-inte?k=finns-inte"])
def test_a_report_on_nothing(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_each_contact_may_be_reported(client: FlaskClient) -> None:
    browsed = client.get("/stod/9999").text
    assert browsed.count("/stammer-inte?k=") == browsed.count('<li class="card">') > 40
    answer = client.post(
        "/", data={"message": "demens", "kommun": "9999"}, follow_redirects=True
    ).text
    assert answer.count("/stammer-inte?k=") >= 2


def test_a_wish_is_kept_sealed_and_can_be_taken_back(
    client: FlaskClient, app: Flask, settings: Settings
) -> None:
    sent = client.post("/ring-mig", data=WISH)
    assert sent.status_code == 303
    page = client.get(sent.location)
    assert_whole(page.text)
    assert "Din önskan är sparad" in page.text and "Qwintilla" not in page.text
    (callback,) = list_callbacks(app.extensions["lots"].desk, "9999")
    assert callback.wish is not None
    assert (callback.wish.phone, callback.wish.about) == (
        "+46701740605",
        "om avlösning för [personnummer]",
    )
    kept = b"".join(path.read_bytes() for path in settings.var.glob("lots.db*"))
    assert b"Qwintilla" not in kept and b"efter 14" not in kept
    gone = client.post(f"/ring-mig/{WISH['receipt']}/ta-tillbaka", follow_redirects=True)
    assert "Här finns ingen önskan sparad" in gone.text
    assert list_callbacks(app.extensions["lots"].desk, "9999") == ()


def test_a_wish_sent_twice_is_one(client: FlaskClient, app: Flask) -> None:
    for _ in range(2):
        assert client.post("/ring-mig", data=WISH).status_code == 303
    assert len(list_callbacks(app.extensions["lots"].desk, "9999")) == 1


BAD_WISHES = [
    ("name", "  ", "vad du heter"),
    ("name", "a" * 101, "högst 100"),
    ("phone", "", "telefonnummer"),
    ("phone", "12", "telefonnummer"),
    ("phone", "112", "telefonnummer"),
    ("times", "t" * 201, "högst 200"),
    ("about", "o" * 501, "högst 500"),
    ("consent", None, "Kryssa i rutan"),
]


@pytest.mark.parametrize(("field", "value", "what"), BAD_WISHES)
def test_a_wish_that_lacks_something_loses_nothing(
    client: FlaskClient, app: Flask, field: str, value: str | None, what: str
) -> None:
    form = {name: text for name, text in WISH.items() if name != field}
    response = client.post("/ring-mig", data=form | ({field: value} if value is not None else {}))
    assert response.status_code == 422
    assert_whole(response.text)
    assert what in response.text
    assert field == "times" or 'value="efter 14"' in response.text
    assert WISH["receipt"] in response.text
    assert list_callbacks(app.extensions["lots"].desk, "9999") == ()


@pytest.mark.parametrize(("path", "form"), [("/ring-mig", WISH), ("/fraga", QUESTION)])
def test_what_cannot_be_saved_is_not_confirmed_and_not_lost(
    app: Flask,
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    form: dict[str, str],
) -> None:
    def down(*words: object) -> None:
        raise OperationalError("insert", {}, Exception("down"))

    monkeypatch.setattr("services.web.desk.callback.add_callback", down)
    monkeypatch.setattr("services.web.desk.question.add_question", down)
    response = client.post(path, data=form)
    assert response.status_code == 503
    assert_whole(response.text)
    assert "Det gick inte att spara" in response.text
    assert ("efter 14" if path == "/ring-mig" else "vara med på mötet") in response.text


@pytest.mark.parametrize(("path", "form"), [("/ring-mig", WISH), ("/fraga", QUESTION)])
def test_nothing_is_taken_where_nobody_reads_it(
    client: FlaskClient, path: str, form: dict[str, str]
) -> None:
    assert "Ingen skulle se det du skriver" in client.get(f"{path}?kommun=0480").text
    assert client.post(path, data=form | {"kommun": "0480"}).status_code == 404
    assert client.post(path, data=form | {"kommun": ""}).status_code == 404


def test_a_municipality_may_switch_it_off(client: FlaskClient, app: Flask) -> None:
    said = {"message": "demens", "kommun": "9999"}
    assert "/ring-mig?kommun=9999" in client.post("/", data=said, follow_redirects=True).text
    set_switches(app.extensions["lots"].desk, "9999", Switches(callbacks=False, questions=True))
    assert "/ring-mig" not in client.get("/?kommun=9999").text
    assert "/fraga?kommun=9999" in client.get("/?kommun=9999").text
    assert client.post("/ring-mig", data=WISH).status_code == 404
    assert "tar inte emot önskningar" in client.get("/ring-mig?kommun=9999").text


def test_a_question_is_answered_on_its_own_page_and_then_for_all(
    client: FlaskClient, app: Flask
) -> None:
    desk = app.extensions["lots"].desk
    sent = client.post("/fraga", data=QUESTION)
    own = client.get(sent.location)
    assert_whole(own.text)
    assert "Får jag vara med på mötet, ring [telefon]?" in own.text
    (question,) = list_questions(desk, "9999")
    answer_question(desk, question.id, "9999", title="Får jag vara med?", answer="Ja.", by="karin")
    assert "Din fråga har fått svar" in client.get(sent.location).text
    assert "Får jag vara med?" not in client.get("/fragor").text
    publish_question(desk, question.id, "9999", by="karin")
    assert "Får jag vara med?" in client.get("/fragor?kommun=9999").text
    assert "Får jag vara med?" in client.get("/fragor").text
    assert "Får jag vara med?" not in client.get("/fragor?kommun=0480").text
    client.post(f"/fraga/{QUESTION['receipt']}/ta-tillbaka")
    assert "Får jag vara med?" not in client.get("/fragor").text


BAD_QUESTIONS = [("text", "", "med några ord"), ("text", "x" * 1001, "högst 1000")]


@pytest.mark.parametrize(("field", "value", "what"), [*BAD_QUESTIONS, ("consent", None, "Kryssa")])
def test_a_question_that_lacks_something_loses_nothing(
    client: FlaskClient, field: str, value: str | None, what: str
) -> None:
    form = {name: text for name, text in QUESTION.items() if name != field}
    response = client.post("/fraga", data=form | ({field: value} if value is not None else {}))
    assert response.status_code == 422
    assert_whole(response.text)
    assert what in response.text
    assert (QUESTION["text"][:20] if value is None else f">{value}</textarea>") in response.text


def test_the_question_begins_with_what_was_said(client: FlaskClient) -> None:
    client.post("/", data={"message": "mamma har demens", "kommun": "9999"})
    assert ">mamma har demens</textarea>" in client.get("/fraga?kommun=9999").text


def test_too_many_forms_have_to_wait(settings: Settings, engine: ObedientEngine) -> None:
    database = Path(settings.database_url.removeprefix("sqlite:///"))
    limited = settings_of(database, LOTS_CHAT_RATE_LIMIT="100 per minute")
    client = make_app(limited, engine).test_client()
    statuses = [client.post("/fraga", data=QUESTION).status_code for _ in range(11)]
    assert statuses == [303] * 10 + [429]

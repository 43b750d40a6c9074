"""The desk in the admin: what people leave is handled by their own municipality alone."""

import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.accounts.audit import list_entries
from services.accounts.token import find_token
from services.desk.callback import add_callback, list_callbacks
from services.desk.demand import count_answer
from services.desk.desk import Desk
from services.desk.question import add_question, list_published, list_questions
from services.desk.switch import get_switches
from services.desk.wish import Wish
from services.registry.report import add_report, list_reports
from services.registry.store import Store
from tests.web.test_pages import assert_whole

OWN, OTHER, REGION = "municipality:9999", "municipality:0480", "region:99"
SignIn = Callable[..., FlaskClient]
PAGES = {
    "/admin/rapporter": "reader",
    "/admin/ring-mig": "editor",
    "/admin/fragor": "editor",
    "/admin/efterfragan": "reader",
    "/admin/in-ut": "reader",
    "/admin/nycklar": "administrator",
}
MUNICIPAL = ("/admin/ring-mig", "/admin/fragor", "/admin/efterfragan")
ROLES = ("reader", "editor", "administrator")
ANSWER = {
    "municipality": "9999",
    "area": ["demens"],
    "stage": "tyngre",
    "contacts": [
        {"support_type": "anhorigkonsulent", "via": None},
        {"support_type": "avlosning", "via": "kommunens_vaxel"},
    ],
}


@pytest.fixture
def desk(app: Flask) -> Desk:
    found: Desk = app.extensions["lots"].desk
    return found


@pytest.fixture
def full(app: Flask, desk: Desk) -> Flask:
    """Something of everything, in Exempelkommun."""
    wish = Wish("Qwintilla", "+46701740605", "efter 14", "avlösning")
    add_callback(desk, "9999", wish, "a" * 32)
    add_question(desk, "9999", "Får jag vara med på mötet?", "b" * 32)
    store = Store(app.extensions["lots"].engine)
    add_report(store, store.list_records(municipality="9999")[0].id, "phone", note="fel siffra")
    for _ in range(7):
        count_answer(desk, ANSWER)
    return app


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("role", ROLES)
def test_a_page_is_whole_for_those_it_admits(
    full: Flask, sign_in: SignIn, path: str, role: str
) -> None:
    response = sign_in(role).get(path)
    allowed = ROLES.index(role) >= ROLES.index(PAGES[path])
    assert response.status_code == (200 if allowed else 403)
    assert_whole(response.text)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scope", [OTHER, REGION, "national"])
def test_nobody_sees_what_is_left_with_another_municipality(
    full: Flask, sign_in: SignIn, path: str, scope: str
) -> None:
    response = sign_in("administrator", scope).get(path)
    closed = path in MUNICIPAL and not scope.startswith("municipality")
    assert response.status_code == (404 if closed else 200)
    for theirs in ("Qwintilla", "vara med på mötet", "fel siffra", "<strong>7</strong> svar"):
        assert theirs not in response.text


def test_nobody_touches_what_is_left_with_another_municipality(
    full: Flask, desk: Desk, sign_in: SignIn
) -> None:
    (callback,), (question,) = list_callbacks(desk, "9999"), list_questions(desk, "9999")
    (report,) = list_reports(Store(desk.engine), (OWN,))
    answer = {"title": "Frågan", "answer": "Svaret"}
    tries = [
        (f"/admin/ring-mig/{callback.id}/klar", {}),
        (f"/admin/fragor/{question.id}", answer),
        (f"/admin/fragor/{question.id}/visa", {"checked": "1"}),
        (f"/admin/fragor/{question.id}/dolj", {}),
        (f"/admin/fragor/{question.id}/ta-bort", {}),
        (f"/admin/rapporter/{report.id}/klar", {}),
    ]
    for scope in (OTHER, REGION, "national"):
        client = sign_in("administrator", scope)
        assert [client.post(path, data=data).status_code for path, data in tries] == [404] * 6
        assert client.get(f"/admin/fragor/{question.id}").status_code == 404
    reader = sign_in("reader")
    assert {reader.post(path, data=data).status_code for path, data in tries} == {403}
    assert list_callbacks(desk, "9999") == (callback,)
    assert list_questions(desk, "9999") == (question,)


def test_a_callback_is_read_and_then_gone(full: Flask, desk: Desk, sign_in: SignIn) -> None:
    client = sign_in("editor")
    page = client.get("/admin/ring-mig").text
    assert 'href="tel:+46701740605"' in page and "efter 14" in page and "avlösning" in page
    (callback,) = list_callbacks(desk, "9999")
    page = client.post(f"/admin/ring-mig/{callback.id}/klar", follow_redirects=True).text
    assert "Ingen väntar på att bli uppringd" in page
    assert client.post(f"/admin/ring-mig/{callback.id}/klar").status_code == 404
    log = [entry for _, entry in list_entries(full.extensions["lots"].office, OWN)]
    assert log[0].what == "tog hand om en önskan om samtal"
    assert not any("Qwintilla" in str(entry) for entry in log)


def test_only_an_administrator_switches_it_off(desk: Desk, sign_in: SignIn) -> None:
    assert sign_in("editor").post("/admin/ring-mig/val", data={}).status_code == 403
    sign_in("administrator").post("/admin/ring-mig/val", data={"questions": "1"})
    switches = get_switches(desk, "9999")
    assert (switches.callbacks, switches.questions) == (False, True)
    assert get_switches(desk, "0480").callbacks


def test_a_question_is_shown_only_when_it_has_been_looked_through(
    full: Flask, desk: Desk, sign_in: SignIn
) -> None:
    client, (question,) = sign_in("editor"), list_questions(desk, "9999")
    address = f"/admin/fragor/{question.id}"
    assert_whole(client.get(address).text)
    assert client.post(address, data={"title": "Får man?", "answer": ""}).status_code == 422
    assert client.post(f"{address}/visa", data={"checked": "1"}).status_code == 422
    client.post(address, data={"title": "Får man vara med?", "answer": "Ja, ring 070-174 06 05."})
    assert_whole(client.get(address).text)
    assert list_published(desk) == ()
    assert client.post(f"{address}/visa", data={}).status_code == 422
    client.post(f"{address}/visa", data={"checked": "1"})
    (shown,) = list_published(desk, "9999")
    assert (shown.title, shown.answer) == ("Får man vara med?", "Ja, ring 070-174 06 05.")
    client.post(address, data={"title": "Får man vara med?", "answer": "Nej."})
    assert list_published(desk) == (), "what is changed has to be looked through again"
    client.post(f"{address}/ta-bort")
    assert list_questions(desk, "9999") == ()


def test_a_report_leaves_the_queue(full: Flask, sign_in: SignIn) -> None:
    client = sign_in("editor")
    found = re.search(
        r'action="(/admin/rapporter/[^"]+/klar)"', client.get("/admin/rapporter").text
    )
    assert found is not None
    page = client.post(found[1], follow_redirects=True).text
    assert "Ingen har sagt att något är fel" in page and "Klara" in page


def test_demand_is_shown_without_small_groups(full: Flask, desk: Desk, sign_in: SignIn) -> None:
    for _ in range(3):
        count_answer(desk, ANSWER | {"stage": "akut", "area": ["npf"]})
    page = sign_in("reader").get("/admin/efterfragan").text
    assert "<strong>10</strong> svar" in page
    assert "Avlösning i hemmet" in page and "färre än 5" in page
    assert not re.search(r"<td>3</td>", page)


def test_a_token_is_shown_once_and_can_be_removed(app: Flask, sign_in: SignIn) -> None:
    client, office = sign_in("administrator"), app.extensions["lots"].office
    made = client.post("/admin/nycklar", data={"name": "Intranätet"})
    assert_whole(made.text)
    found = re.search(r"<code>(lots_[^<]+)</code>", made.text)
    assert found is not None
    token = find_token(office, found[1])
    assert token is not None and (token.scope, token.name) == (OWN, "Intranätet")
    page = client.get("/admin/nycklar").text
    assert "Intranätet" in page and found[1] not in page
    other = sign_in("administrator", OTHER)
    assert other.post(f"/admin/nycklar/{token.id}/ta-bort").status_code == 404
    assert "Intranätet" not in other.get("/admin/nycklar").text
    client.post(f"/admin/nycklar/{token.id}/ta-bort")
    assert find_token(office, found[1]) is None
    assert client.post("/admin/nycklar", data={"name": " "}).status_code == 422


def test_an_old_token_lets_nobody_in(app: Flask, sign_in: SignIn) -> None:
    from dataclasses import replace

    office = app.extensions["lots"].office
    made = sign_in("administrator").post("/admin/nycklar", data={"name": "Gammal"}).text
    secret = re.findall(r"<code>(lots_[^<]+)</code>", made)[0]
    later = replace(office, clock=lambda: office.clock() + timedelta(days=366))
    assert find_token(later, secret) is None


def upload(client: FlaskClient, content: bytes, name: str = "fil.csv") -> str:
    data = {"file": (io.BytesIO(content), name)}
    sent = client.post("/admin/in-ut", data=data, content_type="multipart/form-data")
    assert sent.status_code == 303
    return str(sent.location)


ROW = "Stödtyp;Namn;Telefon\nanhorigkonsulent;Nya numret;070-174 06 05\n".encode()


def test_a_file_is_tried_and_then_read_in(app: Flask, sign_in: SignIn) -> None:
    client, store = sign_in("editor"), Store(app.extensions["lots"].engine)
    address = upload(client, ROW)
    page = client.get(address).text
    assert_whole(page)
    assert "Filen går bra att läsa in" in page and "Nya numret" in page
    assert "Nya numret" not in {r.name for r in store.list_records(municipality="9999")}
    done = client.post(f"{address}/las-in", follow_redirects=True).text
    assert_whole(done)
    assert "Filen är inläst" in done and "1 ny, 0 ändrade" in done
    assert "Nya numret" in {r.name for r in store.list_records(municipality="9999")}
    again = client.post(f"{address}/las-in", follow_redirects=True).text
    assert "redan inläst" in again


BAD_FILES = [
    ("fil.csv", b"Namn;Favorit\nA;B\n", "Okända kolumner"),
    ("fil.pdf", b"%PDF", ".csv, .xlsx eller .json"),
    ("fil.csv", ROW.replace(b"anhorig", b"o"), "finns inte"),
    ("fil.csv", b"Kommun;" + ROW.replace(b"\na", b"\n0480;a"), "Du får inte ändra"),
]


@pytest.mark.parametrize(("name", "content", "what"), BAD_FILES)
def test_a_bad_file_changes_nothing(
    app: Flask, sign_in: SignIn, name: str, content: bytes, what: str
) -> None:
    client, store = sign_in("editor"), Store(app.extensions["lots"].engine)
    before = store.list_records()
    address = upload(client, content, name)
    page = client.get(address).text
    assert_whole(page)
    assert "Ingenting är ändrat" in page and what in page
    client.post(f"{address}/las-in")
    assert store.list_records() == before


def test_a_file_on_its_way_is_the_scopes_own(sign_in: SignIn) -> None:
    address = upload(sign_in("editor"), ROW)
    other = sign_in("editor", OTHER)
    assert other.get(address).status_code == 404
    assert other.post(f"{address}/las-in").status_code == 404
    assert sign_in("reader").get(address).status_code == 403
    assert sign_in("editor").post("/admin/in-ut", data={}).status_code == 422


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_what_goes_out_comes_in_unchanged(sign_in: SignIn, ending: str) -> None:
    client = sign_in("editor")
    fetched = client.get(f"/admin/in-ut/kontakter.{ending}")
    assert f'filename="kontakter-9999.{ending}"' in fetched.headers["Content-Disposition"]
    page = client.get(upload(client, fetched.data, f"fil.{ending}")).text
    assert "0 nya, 0 ändrade" in page


def test_a_scope_fetches_its_own_contacts_only(sign_in: SignIn) -> None:
    own = sign_in("reader").get("/admin/in-ut/kontakter.csv").text
    theirs = sign_in("reader", OTHER).get("/admin/in-ut/kontakter.csv").text
    assert "9999" in own and "9999" not in theirs
    assert sign_in("reader").get("/admin/in-ut/kontakter.pdf").status_code == 404


def test_the_start_tells_what_waits(full: Flask, sign_in: SignIn) -> None:
    page = sign_in("editor").get("/admin/").text
    assert_whole(page)
    assert "vill bli uppringd" in page and "fråga väntar på svar" in page
    assert "uppgift sägs inte stämma" in page
    assert "vill bli uppringd" not in sign_in("reader").get("/admin/").text
    assert "vill bli uppringd" not in sign_in("editor", OTHER).get("/admin/").text

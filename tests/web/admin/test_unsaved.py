"""What a konsulent typed comes back when the database is down, and can be sent again."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from werkzeug.datastructures import MultiDict

from services.accounts.account import list_accounts
from services.desk.question import list_questions
from services.registry.appearance import find_appearance
from services.registry.record import Record
from services.registry.store import Store
from services.web.admin.draft import draft_of
from services.web.again import ADMIN, PUBLIC
from tests.web.admin.conftest import Form, SignIn, form_of
from tests.web.admin.sample import make_invitation, make_question
from tests.web.test_pages import assert_whole

DATES = "2026-12-03 14:00-16:00 Café <i>\n2027-01-14 14:00-16:00 Föredrag"
TYPED = {
    "phone": "+46701740699",
    "hours": "mån-tors 10:00-12:00",
    "group_dates": DATES,
    "description": 'Rad ett "citat"\nrad två & tre',
    "what_happens": "",
    "areas": ["demens", "aldre"],
}
LONG = {name: "å" * 1900 for name in ("description", "what_happens", "reach", "say")}


@contextmanager
def down(app: Flask, when: str) -> Iterator[None]:
    """The database fails at everything, or only when something is written."""
    engine = app.extensions["lots"].engine

    def refuse(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if when == "always" or statement.startswith(("INSERT", "UPDATE")):
            raise OperationalError(statement, {}, Exception("down"))

    event.listen(engine, "before_cursor_execute", refuse)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", refuse)


def form_in(page: str) -> MultiDict[str, str]:
    """What the form of the page would send."""
    inside = page[page.index('<form method="post"') :]
    inside = inside[: inside.index("</form>")]
    inputs = re.findall(r'<input[^>]* name="([^"]+)" value="([^"]*)"', inside)
    areas = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)<', inside)
    return MultiDict((name, unescape(value)) for name, value in (*inputs, *areas))


@pytest.mark.parametrize("when", ["always", "at the saving"])
@pytest.mark.parametrize("typed", [TYPED, LONG], ids=["typed", "long"])
def test_a_changed_contact_comes_back_and_can_be_sent(
    app: Flask, store: Store, konsulent: Record, sign_in: SignIn, when: str, typed: Form
) -> None:
    client, path = sign_in(), f"/admin/kontakt/{konsulent.id}/andra"
    form = form_of(konsulent, csrf_token="märket", **typed)
    with down(app, when):
        refused = client.post(path, data=form)
    assert refused.status_code == 503 and "Det gick inte att spara just nu" in refused.text
    assert_whole(refused.text)
    assert store.get_record(konsulent.id) == konsulent
    kept = form_in(refused.text)
    assert f'action="{path}"' in refused.text
    assert (kept["version"], kept["csrf_token"], kept["do"]) == (form["version"], "märket", "save")
    assert client.post(path, data=kept).status_code == 303
    saved = draft_of(store.get_record(konsulent.id)).values
    wanted = draft_of(konsulent).values | {
        name: value if isinstance(value, list) else [value] for name, value in typed.items()
    }
    assert saved == wanted


def test_a_new_contact_comes_back_with_what_was_chosen(
    app: Flask, store: Store, konsulent: Record, sign_in: SignIn
) -> None:
    form = form_of(
        konsulent, csrf_token="märket", name="Träffpunkten", areas=["demens", "aldre"], do="verify"
    )
    client = sign_in()
    with down(app, "always"):
        refused = client.post("/admin/kontakt/ny", data=form)
    assert "Träffpunkten" in refused.text and "Det du valde" in refused.text
    assert client.post("/admin/kontakt/ny", data=form_in(refused.text)).status_code == 303
    (saved,) = [r for r in store.list_records(municipality="9999") if r.name == "Träffpunkten"]
    assert saved.areas == ("demens", "aldre") and saved.verified_on


def test_an_answer_comes_back(app: Flask, sign_in: SignIn) -> None:
    path = f"/admin/fragor/{make_question(app, 'municipality:9999')}"
    client, form = sign_in(), {"title": "Vem ringer jag?", "answer": "Ring oss\nså & så."}
    with down(app, "always"):
        refused = client.post(path, data=form)
    assert form_in(refused.text).to_dict() == form
    assert client.post(path, data=form_in(refused.text)).status_code == 303
    (kept,) = list_questions(app.extensions["lots"].desk, "9999")
    assert (kept.title, kept.answer) == tuple(form.values())


def test_the_municipality_s_name_and_colour_come_back_and_the_file_is_told_of(
    app: Flask, sign_in: SignIn
) -> None:
    client, form = sign_in("administrator"), {"name": "Exempelkommun", "colour": "#1f5550"}
    with down(app, "always"):
        file = (io.BytesIO(b"x" * 150_000), "logo.png")
        refused = client.post("/admin/utseende", data=form | {"logo": file})
    assert "Filen du valde följer inte med" in refused.text
    assert form_in(refused.text).to_dict() == form
    assert client.post("/admin/utseende", data=form_in(refused.text)).status_code == 303
    assert find_appearance(app.extensions["lots"].engine, "9999").name == "Exempelkommun"


def test_whom_to_invite_comes_back(app: Flask, sign_in: SignIn) -> None:
    client = sign_in("administrator")
    form = {"username": "karin.ek", "name": "Karin Ek", "role": "editor"}
    with down(app, "at the saving"):
        refused = client.post("/admin/anvandare", data=form)
    assert form_in(refused.text).to_dict() == form
    assert client.post("/admin/anvandare", data=form_in(refused.text)).status_code == 200
    office = app.extensions["lots"].office
    assert "karin.ek" in {one.username for one in list_accounts(office, "municipality:9999")}


SECRET = "hemligt-4711"
SECRETS: list[tuple[str, Form]] = [
    ("/admin/logga-in", {"username": "karin.ek", "password": SECRET}),
    ("/admin/logga-in/kod", {"code": SECRET}),
    ("/admin/valkommen/{}", {"password": SECRET, "again": SECRET}),
    ("/admin/nycklar", {"name": SECRET}),
]


@pytest.mark.parametrize(("path", "form"), SECRETS, ids=[path for path, _ in SECRETS])
def test_no_secret_comes_back(app: Flask, sign_in: SignIn, path: str, form: Form) -> None:
    path = path.format(make_invitation(app, "municipality:9999"))
    client = sign_in("administrator")
    with down(app, "always"):
        refused = client.post(path, data=form)
    assert SECRET not in refused.text and "finns kvar" not in refused.text


def test_no_field_that_comes_back_is_a_secret() -> None:
    names = {line.name for lines in (PUBLIC | ADMIN).values() for line in lines}
    assert not names & {"password", "again", "code", "token", "csrf_token"}


def test_every_form_that_comes_back_is_there(app: Flask) -> None:
    known: dict[str, Callable[..., object]] = dict(app.view_functions)
    assert set(PUBLIC | ADMIN) <= set(known)


def test_a_page_that_was_only_read_has_no_form(app: Flask, sign_in: SignIn) -> None:
    client = sign_in()
    with down(app, "always"):
        refused = client.get("/admin/kontakt/ny?name=Karin")
    assert refused.status_code == 503 and "finns kvar" not in refused.text

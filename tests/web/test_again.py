"""A form that could not be taken comes back with everything in it, also without JavaScript."""

import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from services.desk.callback import list_callbacks
from services.settings import Settings
from tests.web.serving import make_app
from tests.web.test_desk_pages import QUESTION, WISH, a_contact
from tests.web.test_pages import assert_whole


def break_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database cannot even say which municipality it is."""

    def down(*words: object) -> None:
        raise OperationalError("select", {}, Exception("down"))

    for name in ("callback.read_place", "question.read_place", "report.read_record"):
        monkeypatch.setattr(f"services.web.desk.{name}", down)


def fields(page: str) -> dict[str, str]:
    """What the form of the page would send."""
    form = page[page.index("<form") : page.index("</form>")]
    inputs = re.findall(r'<input[^>]* name="(\w+)" value="([^"]*)"', form)
    areas = re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>([^<]*)<', form)
    return dict([*inputs, *areas])


@pytest.mark.parametrize(("path", "form"), [("/ring-mig", WISH), ("/fraga", QUESTION)])
def test_all_that_was_written_comes_back_and_can_be_sent(
    client: FlaskClient,
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    form: dict[str, str],
) -> None:
    with monkeypatch.context() as broken:
        break_everything(broken)
        refused = client.post(path, data=form)
    assert refused.status_code == 503
    assert_whole(refused.text)
    assert "Det gick inte att spara just nu" in refused.text and "112" in refused.text
    assert f'action="{path}"' in refused.text
    kept = fields(refused.text)
    assert kept.keys() == form.keys()
    assert kept["receipt"] == form["receipt"], "sent twice it is still one"
    assert "19400102" not in refused.text, "no page shows a personal number"
    assert client.post(path, data=kept).status_code == 303
    if path == "/ring-mig":
        (saved,) = list_callbacks(app.extensions["lots"].desk, "9999")
        assert saved.wish and saved.wish.name == WISH["name"]


def test_a_report_comes_back_too(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    form = {
        "k": a_contact(client),
        "kommun": "9999",
        "kind": "phone",
        "note": "<b>fel</b> & gammalt",
    }
    break_everything(monkeypatch)
    refused = client.post("/stammer-inte", data=form)
    assert refused.status_code == 503 and "fel &amp; gammalt" in refused.text
    assert fields(refused.text)["k"] == form["k"]


def test_a_message_over_the_limit_is_not_lost(settings: Settings) -> None:
    app = make_app(replace(settings, chat_rate_limit="1 per minute"))
    client = app.test_client()
    first, second = (client.post("/", data={"message": f"hej {n}", "kommun": "9999"}) for n in "12")
    app.extensions["lots"].engine.dispose()
    assert first.status_code == 303 and second.status_code == 429
    assert fields(second.text) == {"message": "hej 2", "kommun": "9999"}
    assert_whole(second.text)


@pytest.mark.parametrize("path", ["/ring-mig", "/fraga", "/"])
def test_nothing_is_shown_of_a_form_that_is_too_large(client: FlaskClient, path: str) -> None:
    refused = client.post(path, data=WISH | {"text": "x" * 20_000, "message": "x" * 20_000})
    assert refused.status_code in (413, 422) and "finns kvar" not in refused.text


def test_a_page_that_only_was_read_has_no_form(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_everything(monkeypatch)
    refused = client.get("/ring-mig?kommun=9999&name=Karin")
    assert refused.status_code == 503 and "<form" not in refused.text

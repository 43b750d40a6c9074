"""How the service is: truthfully, in plain Swedish, and to nobody outside."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.accounts.audit import find_last_backup, note_backup
from services.settings import STOCKHOLM
from services.web.admin.status import MISSED, NAMES, STATES
from services.web.part import actions_state, list_parts, redis_state
from services.web.watch import Seen, Watch
from tests.web.admin.conftest import SignIn
from tests.web.serving import ObedientEngine

START = datetime(2026, 11, 24, 10, 0, tzinfo=STOCKHOLM)
NOWHERE = "127.0.0.1:9"


class Clock:
    """A time that goes when it is told to."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


def table(client: FlaskClient) -> dict[str, str]:
    """The state of each part, by its name on the page."""
    page = client.get("/admin/status").text
    row = r'<th scope="row">([^<]+)</th><td><span class="mark \w+">([^<]+)</span>'
    return dict(re.findall(row, page))


def test_since_when_is_when_it_was_first_seen() -> None:
    clock, state = Clock(), ["ready"]
    watch = Watch({"engine": lambda: state[0]}, clock)
    assert watch.look() == (Seen("engine", "ready", START),)
    clock.now += timedelta(minutes=5)
    assert watch.look() == (Seen("engine", "ready", START),)
    state[0] = "down"
    assert watch.look() == (Seen("engine", "down", START + timedelta(minutes=5)),)


def test_what_is_dead_is_said_to_be(app: Flask, sign_in: SignIn, engine: ObedientEngine) -> None:
    client, things = sign_in("reader"), app.extensions["lots"]
    alone = replace(things.settings, actions_url=f"http://{NOWHERE}/webhook")
    things.watch.parts = list_parts(alone, engine, things.engine)
    assert table(client)["Dialogmotorn"] == "Svarar"
    engine.down = True
    assert table(client) == {
        "Webben": "Svarar",
        "Dialogmotorn": "Svarar inte",
        "Åtgärdsservern": "Svarar inte",
        "Databasen": "Svarar",
    }
    assert "Chatten svarar ändå, men utan dialogmotorn." in client.get("/admin/status").text


def test_every_part_and_state_has_words(app: Flask, engine: ObedientEngine) -> None:
    things = app.extensions["lots"]
    asked = list_parts(things.settings, engine, things.engine)
    assert {*asked, "web", "redis"} == set(NAMES) and {*asked, "redis"} == set(MISSED)
    assert set(STATES) == {"ready", "loading", "down"}


@pytest.mark.parametrize(
    ("ask", "url"),
    [
        (actions_state, f"http://{NOWHERE}/webhook"),
        (redis_state, f"redis://{NOWHERE}/0"),
        (redis_state, "ingenting"),
    ],
)
def test_a_part_that_does_not_answer_is_down(ask: Callable[[str], str], url: str) -> None:
    assert ask(url) == "down"


def test_the_share_of_simpler_answers(app: Flask, sign_in: SignIn) -> None:
    client, meter = sign_in("reader"), app.extensions["lots"].dialogue.meter
    assert "Chatten har inte svarat någon" in client.get("/admin/status").text
    for triage, degraded in (("routine", False), ("danger", False), (None, True)):
        meter.count_turn(triage, degraded)
    page = client.get("/admin/status").text
    assert "<strong>3</strong> svar" in page and "<strong>1</strong> av dem (33,3 %)" in page


def test_the_last_copy_is_told_and_an_old_one_is_pointed_out(app: Flask, sign_in: SignIn) -> None:
    client, office = sign_in("reader"), app.extensions["lots"].office
    assert "Ingen kopia är antecknad" in client.get("/admin/status").text
    note_backup(office)
    first = find_last_backup(office)
    assert first and "Den senaste togs" in client.get("/admin/status").text
    assert "mer än ett dygn sedan" not in client.get("/admin/status").text
    app.extensions["lots"].watch.clock = lambda: first + timedelta(days=2)
    assert "mer än ett dygn sedan" in client.get("/admin/status").text


def test_the_address_that_one_guesses_leads_there_and_no_further(app: Flask) -> None:
    stranger = app.test_client()
    assert stranger.get("/status").location == "/admin/status"
    page = stranger.get("/admin/status")
    assert page.status_code == 303 and "logga-in" in page.location


def test_nothing_personal_and_no_script_is_on_it(app: Flask, sign_in: SignIn) -> None:
    said = {"message": "Zebrastina orkar inte", "municipality": "2180"}
    session = app.test_client().post("/api/chat", json=said).get_json()["session"]
    page = sign_in("administrator").get("/admin/status").text
    assert not [word for word in ("ebrastina", session, "127.0.0.1", "LOTS_") if word in page]
    assert "<script" not in page.partition("<main")[2].partition("</main>")[0]

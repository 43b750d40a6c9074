"""Metrics and logs: they tell how the service feels, and nothing of what anybody said."""

import io
import logging
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from services.command.log import clean
from services.settings import Settings
from services.web.log import PlainFacts
from tests.web.serving import ObedientEngine, make_app

SAID = "Zebrastina i Gävle andas inte, 070-174 06 05, 19400101-1234"
STATES = ("fresh", "due", "never")
SECRETS = ("ebrastina", "174 06 05", "1740605", "1940", "Gävle", "2180", "127.0.0.1")


def say(client: FlaskClient, message: str = SAID) -> dict:  # type: ignore[type-arg]
    answer = client.post("/api/chat", json={"message": message, "municipality": "2180"})
    assert answer.status_code == 200
    return dict(answer.get_json())


def value(client: FlaskClient, line: str) -> float:
    text = client.get("/metrics").text
    found = re.search(rf"^{re.escape(line)} (\S+)$", text, re.M)
    assert found, f"{line} in\n{text}"
    return float(found[1])


def test_turns_are_counted_by_triage_and_degraded(
    client: FlaskClient, engine: ObedientEngine
) -> None:
    say(client)
    say(client, "hur får jag avlösning?")
    engine.down = True
    say(client, "hur får jag avlösning?")
    assert value(client, 'lots_turns_total{triage="danger"}') == 1
    assert value(client, "lots_turns_degraded_total") == 1
    assert value(client, 'lots_turn_seconds_count{part="whole"}') == 3
    assert value(client, 'lots_turn_seconds_count{part="engine"}') == 3
    assert value(client, 'lots_turn_seconds_count{part="fallback"}') == 1
    assert value(client, 'lots_up{part="engine"}') == 0
    assert value(client, 'lots_up{part="database"}') == 1


def test_the_freshness_of_the_registry_is_told(client: FlaskClient) -> None:
    states = [value(client, f'lots_registry_contacts{{state="{s}"}}') for s in STATES]
    assert sum(states) > 90


def test_no_word_session_or_address_is_in_the_metrics(client: FlaskClient) -> None:
    session = say(client)["session"]
    text = client.get("/metrics").text
    assert [secret for secret in (*SECRETS, session) if secret in text] == []


def test_no_word_is_in_a_log_whatever_fails(
    settings: Settings, engine: ObedientEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(settings, engine)
    app.config["TESTING"] = False
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(PlainFacts())
    logging.getLogger("services").addHandler(handler)

    def fail(*_: object) -> None:
        raise OperationalError(f"INSERT {SAID}", {"text": SAID}, Exception(SAID))

    def break_down(*_: object) -> None:
        raise ValueError(SAID)

    try:
        things = app.extensions["lots"]
        monkeypatch.setattr(things.conversations, "append", fail)
        client = app.test_client()
        say(client)
        monkeypatch.setattr(type(things.dialogue), "say", fail)
        asked = client.post("/api/chat", json={"message": SAID})
        assert asked.status_code == 503 and "ebrastina" not in asked.text
        monkeypatch.setattr(type(things.dialogue), "say", break_down)
        asked = client.post("/api/chat", json={"message": SAID})
        assert asked.status_code == 500 and "ebrastina" not in asked.text
    finally:
        logging.getLogger("services").removeHandler(handler)
    lines = written.getvalue().splitlines()
    assert any("database" in line and "OperationalError" in line for line in lines)
    assert any("unforeseen" in line and "ValueError" in line for line in lines)
    assert [secret for secret in SECRETS if secret in written.getvalue()] == []
    known = ("unforeseen", "conversation", "database")
    assert all(any(word in clean(line) for word in known) for line in lines)

"""`POST /api/chat` as the contract has it."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.settings import Settings
from tests.web.serving import ObedientEngine, make_app, settings_of

KEYS = {"session", "replies", "asks", "answer", "degraded"}
CONTACT_KEYS = {
    *("support_type", "level", "name", "phone", "phone_display", "url", "hours", "open_now"),
    *("why", "say", "verified_on", "source", "via"),
}


def say(client: FlaskClient, message: str, **more: Any) -> dict[str, Any]:
    body = {"message": message, "session": None, "municipality": "9999", **more}
    response = client.post("/api/chat", json=body)
    assert response.status_code == 200, response.text
    reply: dict[str, Any] = response.get_json()
    return reply


def test_an_answer_has_the_shape_of_the_contract(client: FlaskClient) -> None:
    reply = say(client, "Mamma har fått demens")
    assert set(reply) == KEYS
    assert reply["degraded"] is False
    contacts = reply["answer"]["contacts"]
    assert 1 <= len(contacts) <= 5
    assert all(set(contact) >= CONTACT_KEYS for contact in contacts)


def test_a_message_is_all_that_is_needed(client: FlaskClient) -> None:
    assert client.post("/api/chat", json={"message": "hej"}).status_code == 200


def test_the_session_carries_the_conversation_on(
    client: FlaskClient, engine: ObedientEngine
) -> None:
    first = say(client, "en fråga")
    assert first["asks"] == "need"
    say(client, "avlösning", session=first["session"])
    session, text, metadata = engine.asked[-1]
    assert (session, text) == (first["session"], "avlösning")
    assert metadata == {
        "earlier": [{"text": "en fråga", "asked": None}],
        "asked": "need",
        "municipality": "9999",
    }


def test_at_most_eight_earlier_turns_are_sent(client: FlaskClient, engine: ObedientEngine) -> None:
    session = None
    for number in range(12):
        session = say(client, f"rad {number}", session=session)["session"]
    assert len(engine.asked[-1][2]["earlier"]) == 8


def test_nobody_chooses_their_own_session(client: FlaskClient) -> None:
    assert say(client, "hej", session="admin")["session"] != "admin"


def test_the_municipality_of_the_answer_is_remembered(
    client: FlaskClient, engine: ObedientEngine
) -> None:
    first = say(client, "hej")
    say(client, "mer", session=first["session"], municipality=None)
    assert engine.asked[-1][2]["municipality"] == "9999"


BAD = [
    ("not JSON", b"hej", "application/json", 400),
    ("no type", b'{"message": "hej"}', None, 400),
    ("form", b"message=hej", "application/x-www-form-urlencoded", 400),
    ("a list", b'["hej"]', "application/json", 400),
    ("null", b"null", "application/json", 400),
    ("no message", b"{}", "application/json", 400),
    ("message a number", b'{"message": 1}', "application/json", 400),
    ("message null", b'{"message": null}', "application/json", 400),
    ("session a number", b'{"message": "hej", "session": 7}', "application/json", 400),
    ("municipality a number", b'{"message": "hej", "municipality": 9999}', "application/json", 400),
    (
        "no such municipality",
        b'{"message": "hej", "municipality": "0000"}',
        "application/json",
        400,
    ),
    ("broken text", b'{"message": "\xff"}', "application/json", 400),
    ("deep", b"[" * 9000, "application/json", 400),
    ("empty", b'{"message": ""}', "application/json", 422),
    ("blank", b'{"message": " \\n\\t "}', "application/json", 422),
    ("only a slash", b'{"message": " // "}', "application/json", 422),
    ("too long", b'{"message": "' + b"a" * 2001 + b'"}', "application/json", 422),
    ("too big", b'{"message": "' + b"a" * 17000 + b'"}', "application/json", 413),
]


@pytest.mark.parametrize(("what", "data", "kind", "status"), BAD, ids=[row[0] for row in BAD])
def test_what_cannot_be_taken_is_refused_in_swedish(
    client: FlaskClient, what: str, data: bytes, kind: str | None, status: int
) -> None:
    response = client.post("/api/chat", data=data, content_type=kind)
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    problem = response.get_json(force=True)
    assert problem["status"] == status
    assert problem["detail"].endswith(".") and problem["title"]


@pytest.mark.parametrize("length", [1, 2000])
def test_one_to_two_thousand_characters_are_taken(client: FlaskClient, length: int) -> None:
    say(client, "ö" * length)


@pytest.mark.parametrize("text", ["/restart", " /forget_conversation", "//x", "/\n/action", "​/x"])
def test_orders_never_reach_the_engine(
    client: FlaskClient, engine: ObedientEngine, text: str
) -> None:
    client.post("/api/chat", json={"message": text})
    assert all(not said.lstrip().startswith("/") for _, said, _ in engine.asked)


def test_a_personal_number_is_neither_sent_nor_kept(
    client: FlaskClient, engine: ObedientEngine, settings: Settings
) -> None:
    say(client, "Mamma 19400102-1237 har fått demens")
    assert "19400102" not in engine.asked[-1][1]
    kept = b"".join(path.read_bytes() for path in settings.var.glob("lots.db*"))
    assert b"19400102" not in kept


@pytest.mark.parametrize("text", ["\ud800", "a\x00b", "<script>alert(1)</script>", "🙂" * 100])
def test_odd_characters_are_answered(client: FlaskClient, text: str) -> None:
    data = json.dumps({"message": "hej " + text})
    response = client.post("/api/chat", data=data, content_type="application/json")
    assert response.status_code == 200


def test_too_many_messages_have_to_wait(settings: Settings, engine: ObedientEngine) -> None:
    database = Path(settings.database_url.removeprefix("sqlite:///"))
    limited = settings_of(database, LOTS_CHAT_RATE_LIMIT="2 per minute")
    client = make_app(limited, engine).test_client()
    statuses = [client.post("/api/chat", json={"message": "hej"}) for _ in range(3)]
    assert [one.status_code for one in statuses] == [200, 200, 429]
    assert 1 <= int(statuses[-1].headers["Retry-After"]) <= 60
    assert statuses[-1].content_type == "application/problem+json"
    assert client.post("/", data={"message": "hej"}).status_code == 429
    assert client.get("/").status_code == 200


def test_erasing_is_at_once_and_everywhere(client: FlaskClient, engine: ObedientEngine) -> None:
    session = say(client, "en fråga")["session"]
    assert client.delete("/api/chat", json={"session": session}).status_code == 204
    assert engine.forgotten == [session]
    assert say(client, "hej", session=session)["session"] != session
    assert engine.asked[-1][2]["earlier"] == []


def test_other_sites_may_not_read_the_answers(client: FlaskClient) -> None:
    response = client.post("/api/chat", json={"message": "hej"}, headers={"Origin": "https://x.se"})
    assert "Access-Control-Allow-Origin" not in response.headers
    assert "Set-Cookie" not in response.headers

"""Headers, the one cookie, and whom the application believes about where a visitor comes from."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from services.settings import Settings
from tests.web.serving import ObedientEngine, make_app

FORWARDED = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "lots.kommunen.example",
}


def client_of(settings: Settings, engine: ObedientEngine, proxies: int) -> FlaskClient:
    return make_app(replace(settings, trusted_proxies=proxies), engine).test_client()


@pytest.mark.parametrize(("proxies", "believed"), [(0, False), (1, True)])
def test_a_proxy_is_believed_only_where_there_is_one(
    settings: Settings, engine: ObedientEngine, proxies: int, believed: bool
) -> None:
    client = client_of(settings, engine, proxies)
    answer = client.post("/", data={"message": "hej"}, headers=FORWARDED)
    assert ("Secure" in answer.headers["Set-Cookie"]) is believed
    assert ("Strict-Transport-Security" in answer.headers) is believed
    slip = client.get("/lapp?kommun=9999&k=sip", headers=FORWARDED).text
    assert ("kommunen.example" in slip) is False, "the address is in the code only"


def test_each_visitor_behind_a_proxy_has_a_limit_of_their_own(
    settings: Settings, engine: ObedientEngine
) -> None:
    narrow = replace(settings, chat_rate_limit="1 per minute")
    client = client_of(narrow, engine, 1)
    ask = {"message": "hej"}
    first, second = ({"X-Forwarded-For": f"203.0.113.{n}"} for n in (1, 2))
    assert client.post("/api/chat", json=ask, headers=first).status_code == 200
    assert client.post("/api/chat", json=ask, headers=second).status_code == 200
    assert client.post("/api/chat", json=ask, headers=first).status_code == 429


def test_a_visitor_cannot_choose_an_address(settings: Settings, engine: ObedientEngine) -> None:
    client = client_of(replace(settings, chat_rate_limit="1 per minute"), engine, 0)
    first, second = ({"X-Forwarded-For": f"203.0.113.{n}"} for n in (1, 2))
    assert client.post("/api/chat", json={"message": "hej"}, headers=first).status_code == 200
    assert client.post("/api/chat", json={"message": "hej"}, headers=second).status_code == 429

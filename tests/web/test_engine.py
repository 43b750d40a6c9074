"""The engine's client: what it sends, what it believes, and when it gives up."""

import json
from typing import Any

import httpx
import pytest

from services.web.engine import Engine, EngineUnavailable, read_reply

GOOD = [
    {"text": "Ring Karin.", "buttons": [{"title": "Ja", "payload": "ja"}]},
    {"custom": {"asks": "need", "answer": None}},
]


class Rasa:
    """A dialogue engine that answers as the test wants."""

    def __init__(self, reply: Any = GOOD, status: int = 200) -> None:
        self.reply, self.status, self.up = reply, status, True
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if not self.up:
            raise httpx.ConnectError("refused")
        if request.method == "GET":
            return httpx.Response(200, json={"status": "ok"})
        return httpx.Response(self.status, json=self.reply)


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def make(rasa: Rasa) -> tuple[Engine, Clock]:
    clock = Clock()
    return Engine("http://rasa", transport=httpx.MockTransport(rasa), clock=clock), clock


def test_a_message_goes_with_its_metadata() -> None:
    rasa = Rasa()
    engine, _ = make(rasa)
    reply = engine.ask("s", "hej", {"earlier": []})
    assert rasa.requests[0].url.path == "/webhooks/rest/webhook"
    assert json.loads(rasa.requests[0].content) == {
        "sender": "s",
        "message": "hej",
        "metadata": {"earlier": []},
    }
    assert reply.replies == [{"text": "Ring Karin.", "buttons": [{"title": "Ja", "payload": "ja"}]}]
    assert reply.asks == "need"


@pytest.mark.parametrize("reply", [[], {}, None, "x", [{"text": "bara text"}], [{"custom": {}}]])
def test_half_a_reply_is_none(reply: Any) -> None:
    with pytest.raises(ValueError):
        read_reply(reply)


@pytest.mark.parametrize("rasa", [Rasa([]), Rasa(status=500), Rasa(status=404)])
def test_an_engine_that_says_nothing_useful_is_unavailable(rasa: Rasa) -> None:
    engine, _ = make(rasa)
    with pytest.raises(EngineUnavailable):
        engine.ask("s", "hej", {})


def test_a_dead_engine_costs_nothing_until_it_has_rested() -> None:
    rasa = Rasa()
    engine, clock = make(rasa)
    rasa.up = False
    for _ in range(5):
        with pytest.raises(EngineUnavailable):
            engine.ask("s", "hej", {})
    assert len(rasa.requests) == 1
    clock.now += 6
    with pytest.raises(EngineUnavailable):
        engine.ask("s", "hej", {})
    assert rasa.requests[-1].method == "GET"
    rasa.up = True
    clock.now += 3
    assert engine.ask("s", "hej", {}).asks == "need"


def test_the_state_is_told_as_it_is() -> None:
    rasa = Rasa()
    rasa.up = False
    engine, clock = make(rasa)
    assert engine.state() == "loading"
    rasa.up = True
    clock.now += 3
    assert engine.state() == "ready"
    rasa.up = False
    clock.now += 3
    assert engine.state() == "down"


def test_an_engine_that_never_comes_is_down_in_the_end() -> None:
    rasa = Rasa()
    rasa.up = False
    engine, clock = make(rasa)
    clock.now += 600
    assert engine.state() == "down"


def test_the_probe_is_kept_a_moment() -> None:
    rasa = Rasa()
    engine, _ = make(rasa)
    for _ in range(10):
        engine.state()
    assert len(rasa.requests) == 1


def test_forgetting_is_the_doors_own_order() -> None:
    rasa = Rasa()
    engine, _ = make(rasa)
    engine.forget("s")
    assert json.loads(rasa.requests[-1].content)["message"] == "/forget_conversation"

"""What Rasa serves with here gives what Rasa's own gives."""

import asyncio
import json
from typing import Any

import pytest

pytest.importorskip("rasa", reason="Rasa lives in the dialogue engine's own environment")

import aiohttp.web
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.utils.endpoints import EndpointConfig

from bot.swift import StraightRunner, keep_session, response_validator


class Start(GraphComponent):
    @classmethod
    def create(cls, *given: Any, **named: Any) -> "Start":
        return cls()

    def double(self, number: int) -> int:
        return number * 2

    def add(self, one: int, other: int) -> int:
        return one + other


def node(fn: str, **needs: str) -> SchemaNode:
    return SchemaNode(needs, Start, "create", fn, {}, eager=True)


# The last comes first, so that an order of writing would not do.
GRAPH = GraphSchema(
    {
        "sum": node("add", one="twice", other="again"),
        "again": node("double", number="twice"),
        "twice": node("double", number="given"),
    }
)


def make_runner(kind: type[DaskGraphRunner]) -> DaskGraphRunner:
    return kind.create(GRAPH, None, ExecutionContext(GRAPH))


@pytest.mark.parametrize("targets", [["sum"], ["again"], ["twice", "sum"]])
def test_the_straight_runner_gives_what_the_usual_one_gives(targets: list[str]) -> None:
    usual, straight = make_runner(DaskGraphRunner), make_runner(StraightRunner)
    for number in (1, 7):
        given = {"given": number}
        assert straight.run(given, targets) == usual.run(given, targets)


def test_the_straight_runner_runs_only_what_the_target_needs() -> None:
    runner = make_runner(StraightRunner)
    runner._instantiated_nodes["sum"] = None
    assert runner.run({"given": 2}, ["again"]) == {"again": 8}


@pytest.mark.parametrize(
    "response",
    [
        {"events": [], "responses": [{"text": "hej"}]},
        {"events": [{"event": "slot", "name": "a", "value": 1, "timestamp": None}]},
        {"events": [{"name": "no event"}]},
        {"events": [], "responses": ["text"]},
        [],
    ],
)
def test_the_kept_schema_takes_what_the_usual_one_takes(response: Any) -> None:
    try:
        usual = RemoteAction("a", None)._validate_action_result(response)
    except ValidationError:
        usual = False
    assert response_validator().is_valid(response) == usual


def test_the_connection_to_the_action_server_is_kept() -> None:
    ports: list[int] = []

    async def answer(request: aiohttp.web.Request) -> aiohttp.web.Response:
        ports.append(request.transport.get_extra_info("peername")[1])
        return aiohttp.web.Response(text=json.dumps({"ok": 1}), content_type="application/json")

    async def ask() -> None:
        app = aiohttp.web.Application()
        app.router.add_post("/", answer)
        runner = aiohttp.web.AppRunner(app)
        await runner.setup()
        site = aiohttp.web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = site._server.sockets[0].getsockname()[1]
        endpoint = EndpointConfig(f"http://127.0.0.1:{port}/")
        endpoint.session = lambda: keep_session(endpoint)  # type: ignore[method-assign]
        for _ in range(3):
            assert await endpoint.request(json={}) == {"ok": 1}
        await endpoint.__dict__["_kept"].close()
        await runner.cleanup()

    asyncio.run(ask())
    assert len(ports) == 3 and len(set(ports)) == 1

"""Rasa's serving without what it makes anew for every message: schema, connection and graph."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from functools import lru_cache
from graphlib import TopologicalSorter
from typing import Any

import aiohttp
import rasa.core.processor
import rasa.core.run
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.engine.graph import GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.utils.endpoints import DEFAULT_REQUEST_TIMEOUT, EndpointConfig

IDLE_SECONDS = 4.0
"""The action server closes what has been idle for longer than this."""


class StraightRunner(DaskGraphRunner):
    """Runs the graph's nodes one after another, in an order worked out once for each target."""

    def run(
        self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
    ) -> dict[str, Any]:
        """The output of each target, by name. A node gets the outputs of the nodes it needs; a
        name among ``inputs`` stands for its value."""
        wanted = tuple(targets or self._graph_schema.target_names)
        found = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, needs in self._order(wanted):
            found[name] = self._instantiated_nodes[name](*(found.get(one, one) for one in needs))
        return dict(found[name] for name in wanted)

    def _order(self, wanted: tuple[str, ...]) -> Sequence[tuple[str, tuple[str, ...]]]:
        orders: dict[tuple[str, ...], Sequence[tuple[str, tuple[str, ...]]]]
        orders = self.__dict__.setdefault("_orders", {})
        if wanted not in orders:
            orders[wanted] = order_nodes(self._graph_schema.minimal_graph_schema(list(wanted)))
        return orders[wanted]


def order_nodes(schema: GraphSchema) -> Sequence[tuple[str, tuple[str, ...]]]:
    """The nodes of a graph, each after those it needs, with the names of these."""
    needs: Mapping[str, tuple[str, ...]] = {
        name: tuple(node.needs.values()) for name, node in schema.nodes.items()
    }
    order = TopologicalSorter(needs).static_order()
    return [(name, needs[name]) for name in order if name in needs]


class KeptSession:
    """A session that outlives the ``async with`` around a request, and its connections too."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def __aenter__(self) -> aiohttp.ClientSession:
        return self._session

    async def __aexit__(self, *error: object) -> None:
        """Stays open."""


def keep_session(endpoint: EndpointConfig) -> KeptSession:
    """The endpoint's session, opened by the first request in the loop that serves."""
    kept: aiohttp.ClientSession | None = endpoint.__dict__.get("_kept")
    if kept is None or kept.closed:
        auth = endpoint.basic_auth
        kept = endpoint.__dict__["_kept"] = aiohttp.ClientSession(
            headers=endpoint.headers,
            auth=aiohttp.BasicAuth(auth["username"], auth["password"]) if auth else None,
            timeout=aiohttp.ClientTimeout(total=DEFAULT_REQUEST_TIMEOUT),
            connector=aiohttp.TCPConnector(keepalive_timeout=IDLE_SECONDS),
        )
    return KeptSession(kept)


@lru_cache(maxsize=1)
def response_validator() -> Any:
    """What an action server's response must look like, compiled."""
    schema = RemoteAction.action_response_format_spec()
    return validator_for(schema)(schema)


def make_swift() -> None:
    """From now on Rasa serves with these. Call it before it loads a model."""
    validate_slowly = RemoteAction._validate_action_result
    load_agent = rasa.core.run.load_agent_on_start

    def validate(action: RemoteAction, result: dict[str, Any]) -> bool:
        # What does not fit is told in Rasa's own words.
        return response_validator().is_valid(result) or validate_slowly(action, result)

    async def load(*given: Any) -> Any:
        agent = await load_agent(*given)
        # What is loaded stays: the collector need not walk through it again and again.
        gc.collect()
        gc.freeze()
        return agent

    RemoteAction._validate_action_result = validate
    EndpointConfig.session = keep_session
    rasa.core.processor.DaskGraphRunner = StraightRunner
    rasa.core.run.load_agent_on_start = load

"""The one place that speaks with the dialogue engine (Rasa's REST channel)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx

TIMEOUT_SECONDS = 4.0
PROBE_SECONDS = 0.5
PROBE_KEPT_SECONDS = 2.0
REST_SECONDS = 5.0
LOADING_SECONDS = 240.0
"""How long an engine that has never been heard counts as loading."""


class EngineUnavailable(Exception):
    """The engine did not answer, or said nothing that can be used."""


@dataclass(frozen=True)
class EngineReply:
    """What the engine said, in the shapes of the contract."""

    replies: list[dict[str, Any]]
    asks: str | None
    answer: dict[str, Any] | None


class Engine:
    """A client with kept connections, and a breaker so that a dead engine costs nothing."""

    def __init__(
        self,
        url: str,
        *,
        transport: httpx.BaseTransport | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        limits = httpx.Limits(max_keepalive_connections=16)
        timeout = httpx.Timeout(TIMEOUT_SECONDS, connect=1.0)
        self._http = httpx.Client(
            base_url=url, timeout=timeout, limits=limits, transport=transport, trust_env=False
        )
        self._clock = clock
        self._born = clock()
        self._heard = False
        self._rests_until = 0.0
        self._probed: tuple[float, bool] | None = None
        self._lock = threading.Lock()

    def ask(self, session: str, text: str, metadata: dict[str, Any]) -> EngineReply:
        """The engine's reply; raises EngineUnavailable, at once while the engine rests."""
        if not self._may_ask():
            raise EngineUnavailable("rests")
        body = {"sender": session, "message": text, "metadata": metadata}
        deadline = self._clock() + TIMEOUT_SECONDS
        try:
            response = self._http.post("/webhooks/rest/webhook", json=body)
            response.raise_for_status()
            reply = read_reply(response.json())
        except (httpx.HTTPError, ValueError) as error:
            self._rest()
            raise EngineUnavailable(type(error).__name__) from None
        if self._clock() > deadline:
            self._rest()
        self._heard, self._rests_until = True, 0.0
        return reply

    def forget(self, session: str) -> None:
        """Tells the engine to drop a conversation; silent when it cannot be told, for it keeps
        its memory in the process only."""
        if self.state() != "ready":
            return
        body = {"sender": session, "message": "/forget_conversation"}
        try:
            self._http.post("/webhooks/rest/webhook", json=body)
        except httpx.HTTPError:
            self._rest()

    def state(self) -> str:
        """`ready`, `loading` (never heard yet, shortly after the start) or `down`."""
        if self._answers():
            return "ready"
        young = self._clock() - self._born < LOADING_SECONDS
        return "loading" if young and not self._heard else "down"

    def _may_ask(self) -> bool:
        """While it rests nobody asks; afterwards a short probe goes first."""
        if self._rests_until == 0.0:
            return True
        return self._clock() >= self._rests_until and self._answers()

    def _rest(self) -> None:
        self._rests_until = self._clock() + REST_SECONDS
        self._probed = None

    def _answers(self) -> bool:
        with self._lock:
            now = self._clock()
            if self._probed is None or now - self._probed[0] > PROBE_KEPT_SECONDS:
                self._probed = (now, self._probe())
            return self._probed[1]

    def _probe(self) -> bool:
        try:
            ok = self._http.get("/webhooks/rest/", timeout=PROBE_SECONDS).is_success
        except httpx.HTTPError:
            return False
        self._heard = self._heard or ok
        return ok


def read_reply(messages: Any) -> EngineReply:
    """The contract's shapes from the channel's list; raises ValueError when the structured part
    is missing, as it is when the action server is down."""
    if not isinstance(messages, list):
        raise ValueError("not a list")
    texts = [message for message in messages if message.get("text")]
    custom = [message["custom"] for message in messages if "custom" in message]
    if not texts or not custom:
        raise ValueError("nothing to say")
    replies = [{"text": one["text"], "buttons": one.get("buttons") or []} for one in texts]
    return EngineReply(replies, custom[-1].get("asks"), custom[-1].get("answer"))

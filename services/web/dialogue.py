"""One turn of the conversation: remembered, asked of the engine, else answered here."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from services.conversation.store import ConversationStore, KeptTurn
from services.understanding.situation import Turn
from services.web.engine import Engine, EngineReply, EngineUnavailable
from services.web.fallback import Fallback
from services.web.meter import Meter

REMEMBERED = 8


class Dialogue:
    """Answers messages. Neither a dead engine nor a dead database keeps an answer back."""

    def __init__(
        self,
        engine: Engine,
        fallback: Fallback,
        conversations: ConversationStore,
        count_answer: Callable[[dict[str, Any]], None] = lambda answer: None,
        meter: Meter | None = None,
    ) -> None:
        self.meter = meter or Meter()
        self.engine = engine
        self.fallback = fallback
        self._conversations = conversations
        self._count_answer = count_answer

    def say(self, message: str, session: str | None, municipality: str | None) -> dict[str, Any]:
        """The chat's response (contract, section 2) to a message that the door has cleaned. A
        session that is not known is a new one."""
        with self.meter.measure("whole"):
            response = self._say(message, session, municipality)
        triage = response["answer"]["triage"] if response["answer"] else None
        self.meter.count_turn(triage, response["degraded"])
        return response

    def _say(self, message: str, session: str | None, municipality: str | None) -> dict[str, Any]:
        with self.meter.measure("remembered"):
            kept = self.list_turns(session) if session else ()
        if not session or not kept:
            session = self._conversations.start()
        place = municipality or last_municipality(kept)
        asked = kept[-1].reply.get("asks") if kept else None
        earlier = [Turn(turn.text, turn.asked) for turn in kept][-REMEMBERED:]
        reply, degraded = self._reply(session, [*earlier, Turn(message, asked)], place)
        response = {
            "session": session,
            "replies": reply.replies,
            "asks": reply.asks,
            "answer": reply.answer,
            "degraded": degraded,
        }
        with self.meter.measure("kept"):
            self._remember(session, message, asked, response)
        return response

    def list_turns(self, session: str) -> tuple[KeptTurn, ...]:
        """The turns so far; none when the database is down."""
        try:
            return self._conversations.list_turns(session)
        except SQLAlchemyError as error:
            _note(error)
            return ()

    def erase(self, session: str) -> bool:
        """Erases the conversation here and in the engine; False when there was none."""
        self.engine.forget(session)
        return self._conversations.erase(session)

    def _reply(
        self, session: str, turns: Sequence[Turn], place: str | None
    ) -> tuple[EngineReply, bool]:
        *earlier, last = turns
        metadata = {
            "earlier": [asdict(turn) for turn in earlier],
            "asked": last.asked,
            "municipality": place,
        }
        try:
            with self.meter.measure("engine"):
                return self.engine.ask(session, last.text, metadata), False
        except EngineUnavailable:
            with self.meter.measure("fallback"):
                return self.fallback.answer(turns, place), True

    def _remember(
        self, session: str, message: str, asked: str | None, response: dict[str, Any]
    ) -> None:
        kept = {name: value for name, value in response.items() if name != "session"}
        try:
            self._conversations.append(session, message, asked, kept)
            if response["answer"]:
                self._count_answer(response["answer"])
        except SQLAlchemyError as error:
            self.meter.lost.inc()
            _note(error)


def last_municipality(turns: Sequence[KeptTurn]) -> str | None:
    """The municipality of the latest answer that had one."""
    answers = [turn.reply.get("answer") for turn in reversed(turns)]
    return next((a["municipality"] for a in answers if a and a.get("municipality")), None)


def _note(error: SQLAlchemyError) -> None:
    """The kind of error only: its text may quote what was said."""
    logging.getLogger("services.web").error("conversation: %s", type(error).__name__)

"""The store of conversations: one commit a turn, nothing left after erasing."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, delete, insert, select, update

from services.conversation.models import ConversationRow, TurnRow
from services.registry.erasure import erasing

SESSION_BYTES = 24
KEPT_HOURS = 24


class UnknownConversation(LookupError):
    """No conversation has this session: it never began, was erased, or is too old."""


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A turn: the masked `text`, what was `asked` before it, and the `reply` (JSON of the chat)."""

    at: datetime
    text: str
    asked: str | None
    reply: dict[str, Any]


class ConversationStore:
    """Conversations by session, a secret that only the person's own page holds."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime] | None = None) -> None:
        self._engine = engine
        self._clock = clock or (lambda: datetime.now(UTC))

    def start(self) -> str:
        """A new session: 192 random bits. Nothing is written before the first turn."""
        return secrets.token_urlsafe(SESSION_BYTES)

    def append(
        self, session: str, turn_text: str, asked: str | None, reply: dict[str, Any]
    ) -> None:
        """Adds a turn, in one commit; the first one makes the conversation. The caller has masked
        personal data in the text."""
        key, at = key_of(session), self._clock()
        with self._engine.begin() as connection:
            touched = connection.execute(
                update(ConversationRow).where(ConversationRow.key == key).values(last_at=at)
            )
            if touched.rowcount == 0:
                connection.execute(insert(ConversationRow).values(key=key, last_at=at))
            values = {"key": key, "at": at, "text": turn_text, "asked": asked, "reply": reply}
            connection.execute(insert(TurnRow).values(values))

    def list_turns(self, session: str) -> tuple[KeptTurn, ...]:
        """All turns, oldest first; none for a session that is not known."""
        query = (
            select(TurnRow.at, TurnRow.text, TurnRow.asked, TurnRow.reply)
            .where(TurnRow.key == key_of(session))
            .order_by(TurnRow.id)
        )
        with self._engine.connect() as connection:
            return tuple(KeptTurn(*row) for row in connection.execute(query))

    def erase(self, session: str) -> bool:
        """Erases a conversation for good; False when there was none."""
        return self._erase([key_of(session)]) > 0

    def erase_old(self, hours: int = KEPT_HOURS) -> int:
        """Erases what has had no message for so many hours; how many conversations that was."""
        before = self._clock() - timedelta(hours=hours)
        query = select(ConversationRow.key).where(ConversationRow.last_at < before)
        with self._engine.connect() as connection:
            keys = list(connection.scalars(query))
        return self._erase(keys) if keys else 0

    def _erase(self, keys: Iterable[str]) -> int:
        erased = 0
        with erasing(self._engine) as connection:
            for key in keys:
                connection.execute(delete(TurnRow).where(TurnRow.key == key))
                done = connection.execute(delete(ConversationRow).where(ConversationRow.key == key))
                erased += done.rowcount
        return erased


def key_of(session: str) -> str:
    """What a session is kept as: whoever reads the database cannot take a conversation over."""
    return hashlib.sha256(session.encode("utf-8", "replace")).hexdigest()

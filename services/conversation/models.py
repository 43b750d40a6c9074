"""The tables of a conversation."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.models import Base
from services.registry.models.base import UtcDateTime


class ConversationRow(Base):
    """A conversation. `key` is a digest of the session, which itself is kept nowhere."""

    __tablename__ = "conversation"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime(), index=True)


class TurnRow(Base):
    """One message, masked, and what was said back."""

    __tablename__ = "conversation_turn"
    __table_args__ = (Index("ix_conversation_turn_key_id", "key", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(ForeignKey("conversation.key", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(UtcDateTime())
    text: Mapped[str] = mapped_column(Text)
    asked: Mapped[str | None] = mapped_column(String(20))
    reply: Mapped[dict[str, Any]] = mapped_column(JSON)

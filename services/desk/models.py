"""The tables of the desk: wishes to be called, questions sent on, and counts without text."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.models import Base
from services.registry.models.base import UtcDateTime


class CallbackRow(Base):
    """A wish to be called. `sealed` is all that the person wrote, encrypted; `receipt` is the
    digest of a secret that only their own page holds."""

    __tablename__ = "callback"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    municipality_code: Mapped[str] = mapped_column(String(4), index=True)
    receipt: Mapped[str] = mapped_column(String(64), unique=True)
    sealed: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class SwitchRow(Base):
    """What a municipality has switched on or off; no row means as from the start."""

    __tablename__ = "desk_switch"

    municipality_code: Mapped[str] = mapped_column(String(4), primary_key=True)
    callbacks: Mapped[bool]
    questions: Mapped[bool]


class QuestionRow(Base):
    """A question sent on, masked. `text` is as it was asked; `title` and `answer` are what will
    be shown to everyone once someone has approved it."""

    __tablename__ = "question"
    __table_args__ = (Index("ix_question_published", "municipality_code", "published_at"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    municipality_code: Mapped[str] = mapped_column(String(4))
    receipt: Mapped[str] = mapped_column(String(64), unique=True)
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    title: Mapped[str | None] = mapped_column(Text)
    answer: Mapped[str | None] = mapped_column(Text)
    answered_by: Mapped[str | None] = mapped_column(String(100))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_by: Mapped[str | None] = mapped_column(String(100))
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class DemandRow(Base):
    """How often a support type was the answer to an area and a stage in a week (its Monday), and
    how often it was missing in the registry. "" is not known. No text, no person, no time."""

    __tablename__ = "demand"

    week: Mapped[date] = mapped_column(primary_key=True)
    municipality_code: Mapped[str] = mapped_column(String(4), primary_key=True)
    area: Mapped[str] = mapped_column(String(40), primary_key=True)
    stage: Mapped[str] = mapped_column(String(40), primary_key=True)
    support_type: Mapped[str] = mapped_column(String(40), primary_key=True)
    first: Mapped[int]
    missed: Mapped[int]

"""Questions sent on: answered by the municipality, shown to everyone only once approved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from services.desk.desk import Desk, insert_once
from services.desk.models import QuestionRow
from services.desk.receipt import digest_of
from services.registry.erasure import erasing
from services.registry.record import new_id
from services.understanding.redaction import clean, mask

LONGEST_TEXT, LONGEST_ANSWER, SHORTEST_TEXT = 1000, 4000, 10
KEPT = timedelta(days=90)


class BadQuestion(ValueError):
    """It cannot be taken; `field` is the input, the message Swedish."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class UnknownQuestion(LookupError):
    """The municipality has no question by this id."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question. `title` and `answer` are None before someone has answered; it is public when
    it has `published_at`."""

    id: str
    municipality: str
    text: str
    created_at: datetime
    title: str | None
    answer: str | None
    answered_by: str | None
    answered_at: datetime | None
    approved_by: str | None
    published_at: datetime | None

    @property
    def erased_at(self) -> datetime:
        """When it is erased unless it is published."""
        return self.created_at + KEPT


def tidy_question(text: str, *, consent: bool) -> str:
    """The text as it may be kept: plain and masked. Raises BadQuestion."""
    if len(text) > LONGEST_TEXT:
        raise BadQuestion("text", f"Skriv högst {LONGEST_TEXT} tecken.")
    tidied = mask(clean(text))
    if len(tidied) < SHORTEST_TEXT:
        raise BadQuestion("text", "Skriv din fråga med några ord.")
    if not consent:
        raise BadQuestion("consent", "Kryssa i rutan, annars får vi inte skicka frågan vidare.")
    return tidied


def add_question(desk: Desk, municipality: str, text: str, receipt: str) -> None:
    """Keeps a tidy question; sent twice with one receipt it is one."""
    values: dict[str, Any] = {
        "id": new_id(),
        "municipality_code": municipality,
        "receipt": digest_of(receipt),
        "text": text,
    }
    values["created_at"] = desk.clock()
    with desk.begin_lasting() as session:
        insert_once(session, QuestionRow, values)


def find_question(desk: Desk, receipt: str) -> Question | None:
    """The question of a receipt, for the person who asked; None when it has been erased."""
    query = select(QuestionRow).where(QuestionRow.receipt == digest_of(receipt))
    with Session(desk.engine) as session:
        row = session.scalar(query)
        return _question(row) if row else None


def get_question(desk: Desk, id: str, municipality: str) -> Question:
    """One of the municipality's questions. Raises UnknownQuestion."""
    with Session(desk.engine) as session:
        return _question(_row(session, id, municipality))


def list_questions(desk: Desk, municipality: str) -> tuple[Question, ...]:
    """The municipality's questions: those to answer, those to approve, those that are public;
    the oldest first."""
    own = QuestionRow.municipality_code == municipality
    found = _list(desk, own, QuestionRow.created_at)
    return tuple(sorted(found, key=lambda q: (q.published_at is not None, q.answer is not None)))


def list_published(desk: Desk, municipality: str | None = None) -> tuple[Question, ...]:
    """What everyone may read, the newest first; of one municipality or of all."""
    public: ColumnElement[bool] = QuestionRow.published_at.is_not(None)
    if municipality:
        public = public & (QuestionRow.municipality_code == municipality)
    return _list(desk, public, QuestionRow.published_at.desc())


def count_unanswered(desk: Desk, municipality: str) -> int:
    """How many wait for an answer."""
    waiting = (QuestionRow.municipality_code == municipality) & QuestionRow.answer.is_(None)
    with Session(desk.engine) as session:
        return session.scalar(select(func.count()).select_from(QuestionRow).where(waiting)) or 0


def answer_question(
    desk: Desk, id: str, municipality: str, *, title: str, answer: str, by: str
) -> None:
    """Keeps the answer and the question as it would be shown. What was public and is changed has
    to be approved anew. Raises UnknownQuestion or BadQuestion."""
    title, answer = mask(clean(title)), clean(answer, LONGEST_ANSWER + 1)
    if not answer or len(answer) > LONGEST_ANSWER:
        raise BadQuestion("answer", f"Skriv ett svar på högst {LONGEST_ANSWER} tecken.")
    if not title or len(title) > LONGEST_TEXT:
        raise BadQuestion("title", f"Skriv frågan på högst {LONGEST_TEXT} tecken.")
    with desk.begin() as session:
        row = _row(session, id, municipality)
        if (row.title, row.answer) != (title, answer):
            row.approved_by = row.published_at = None
        row.title, row.answer = title, answer
        row.answered_by, row.answered_at = by, desk.clock()


def publish_question(desk: Desk, id: str, municipality: str, *, by: str) -> None:
    """Shows it to everyone. Raises UnknownQuestion, or BadQuestion before it is answered."""
    with desk.begin() as session:
        row = _row(session, id, municipality)
        if row.answer is None:
            raise BadQuestion("answer", "Frågan behöver ett svar först.")
        row.approved_by, row.published_at = by, row.published_at or desk.clock()


def unpublish_question(desk: Desk, id: str, municipality: str) -> None:
    """Shows it no more. Raises UnknownQuestion."""
    with desk.begin() as session:
        row = _row(session, id, municipality)
        row.approved_by = row.published_at = None


def erase_question(desk: Desk, id: str, municipality: str) -> bool:
    """Erases it for good; False when the municipality has none by that id."""
    own = (QuestionRow.id == id) & (QuestionRow.municipality_code == municipality)
    return _erase(desk, own) > 0


def withdraw_question(desk: Desk, receipt: str) -> bool:
    """Erases a question that the person takes back, also when it is public."""
    return _erase(desk, QuestionRow.receipt == digest_of(receipt)) > 0


def erase_old_questions(desk: Desk) -> int:
    """Erases what has not been published in ninety days; how many that was."""
    old = QuestionRow.published_at.is_(None) & (QuestionRow.created_at <= desk.clock() - KEPT)
    return _erase(desk, old)


def _erase(desk: Desk, which: ColumnElement[bool]) -> int:
    with erasing(desk.engine) as connection:
        return connection.execute(delete(QuestionRow).where(which)).rowcount


def _list(
    desk: Desk, which: ColumnElement[bool], order: ColumnElement[datetime | None] | object
) -> tuple[Question, ...]:
    query = select(QuestionRow).where(which).order_by(order, QuestionRow.id)  # type: ignore[arg-type]
    with Session(desk.engine) as session:
        return tuple(_question(row) for row in session.scalars(query))


def _row(session: Session, id: str, municipality: str) -> QuestionRow:
    row = session.get(QuestionRow, id)
    if row is None or row.municipality_code != municipality:
        raise UnknownQuestion(id)
    return row


def _question(row: QuestionRow) -> Question:
    return Question(
        id=row.id,
        municipality=row.municipality_code,
        text=row.text,
        created_at=row.created_at,
        title=row.title,
        answer=row.answer,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
        approved_by=row.approved_by,
        published_at=row.published_at,
    )

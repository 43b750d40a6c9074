"""Questions: what relatives ask, with answers from data/answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from services.settings import is_confirmed
from services.vocabulary.source import read_yaml

FOLDER = Path(__file__).resolve().parents[2] / "data" / "answers"


@dataclass(frozen=True)
class Source:
    """Where a fact comes from. ``grade`` is A or B; ``date`` is ISO, or "odaterad"."""

    what: str
    ref: str
    grade: str
    date: str


@dataclass(frozen=True)
class Question:
    """A question with its answer in Swedish. ``ring`` holds 1 to 3 support types, best first.

    ``setting`` names the law that LOTS_CONFIRMED_LAWS must hold before it is shown, if any.
    """

    id: str
    answer: str
    ring: tuple[str, ...]
    question: str
    sources: tuple[Source, ...]
    check_by: date
    area: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    setting: str | None = None


def list_answers() -> list[Question]:
    """Every question with its answer, in order of file and row."""
    return list(_index().values())


def answer(id: str) -> Question:
    """The question with this id; raises KeyError when there is none."""
    return _index()[id]


def find_answer(id: str) -> Question | None:
    """The question with this id; None when there is none, or when what it tells of is not yet
    confirmed as law where the service runs."""
    found = _index().get(id)
    return None if found and found.setting and not is_confirmed(found.setting) else found


@cache
def _index() -> Mapping[str, Question]:
    return {found.id: found for path in sorted(FOLDER.glob("*.yml")) for found in _read(path)}


def _read(path: Path) -> Iterator[Question]:
    for row in read_yaml(path):
        yield _question(row)


def _question(row: Mapping[str, Any]) -> Question:
    return Question(
        id=row["id"],
        answer=row["answer"],
        ring=tuple(row["ring"]),
        question=row["question"],
        sources=tuple(Source(**source) for source in row["sources"]),
        check_by=row["check_by"],
        area=tuple(row.get("area", ())),
        stage=tuple(row.get("stage", ())),
        setting=row.get("setting"),
    )

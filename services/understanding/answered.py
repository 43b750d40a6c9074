"""Questions of fact that have a written answer: which one is asked, and when it may be given."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from services.understanding.heads import Reading
from services.understanding.situation import Need
from services.understanding.thresholds import read_thresholds
from services.vocabulary import parent_or_self
from services.vocabulary.source import read_yaml

FOLDER = Path(__file__).resolve().parents[2] / "data" / "answers"
ASKING = re.compile(
    r"\W*(hur|var|vart|vem|vilk(a|en|et)|vad?|när|får|kan|kostar|finns|måste|ska|har|är)\b"
)
# A longer text tells of a situation, and its question mark is the last thing in it.
MOST_WORDS = 25


def find_question(reading: Reading, kind: str) -> str | None:
    """The id of the question that a turn of this kind asks; None where none is likely enough."""
    if kind != "question" or "question" not in reading.tasks:
        return None
    question, chance = reading.best("question")
    return question if chance >= read_thresholds().sure_of_question else None


def asks_besides(text: str, reading: Reading, needs: Sequence[Need]) -> bool:
    """Whether a turn that was read as a situation is as well a short question, whose written answer
    points at the very support that comes first anyway: "hur ansöker man om god man åt farmor?".
    Then the answer takes nothing away and explains what the contact alone does not."""
    if not needs or "question" not in reading.tasks or not _is_asked(text):
        return False
    question, chance = reading.best("question")
    ring = _rings().get(question, ())
    return (
        chance >= read_thresholds().sure_of_answer_besides
        and bool(ring)
        and parent_or_self(ring[0]) == parent_or_self(needs[0].support_type)
    )


def _is_asked(text: str) -> bool:
    return len(text.split()) <= MOST_WORDS and bool("?" in text or ASKING.match(text.lower()))


@cache
def _rings() -> Mapping[str, tuple[str, ...]]:
    paths = sorted(FOLDER.glob("*.yml"))
    return {row["id"]: tuple(row["ring"]) for path in paths for row in read_yaml(path)}

"""Says the answer to a question of fact, with whom to call about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from services.navigator.guide import guide
from services.navigator.question import find_answer
from services.navigator.reply import Reply
from services.navigator.support import ask_place, first_contact, remind, say_support
from services.registry.lookup import Directory
from services.understanding.situation import Need, Situation


def say_question(
    situation: Situation, municipality: str | None, at: datetime, directory: Directory
) -> Reply:
    """The answer of data/answers and the contact it points at. A question that has no written
    answer is met like any situation."""
    found = find_answer(situation.question) if situation.question else None
    if found is None:
        return say_support(situation, municipality, at, directory)
    answer = guide(_with_ring(situation, found.ring), municipality, at, directory)
    lines = [found.answer, *first_contact(situation, answer), *remind(situation)]
    return ask_place(situation, answer, lines)


def _with_ring(situation: Situation, ring: tuple[str, ...]) -> Situation:
    """The situation with the answer's own contacts first, the likeliest of them leading."""
    chance = {need.support_type: need.probability for need in situation.needs}
    first = sorted(ring, key=lambda kind: -chance.get(kind, 0.0))
    others = tuple(need for need in situation.needs if need.support_type not in ring)
    return replace(situation, needs=(*(Need(kind, 1.0) for kind in first), *others[:2]))

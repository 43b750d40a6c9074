"""Whether enough has been said for an answer, and how much the last turn says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.understanding.care import count_signs
from services.understanding.concepts import Lexicon
from services.understanding.mark import Mark
from services.understanding.relation import RELATIONS
from services.understanding.situation import Turn
from services.understanding.thread import Thread
from services.understanding.thresholds import read_thresholds

# With fewer words, and nothing but a person in them, nobody can be sure.
LEAST_WORDS = 6
# "det är jobbigt" says how it feels, not what it is about.
FEWEST_WORDS = 3
HEAVY = frozenset({"heavy"})
TONE = frozenset({"carer_exhausted", "exhausted"})
# "vet inte", "nej inget": as long as a reply can be and say nothing at all.
WORDS_OF_NOTHING = 3
NOTHING = frozenset(
    ["inget", "ingenting", "inga", "ingen", "nej", "nä", "inte", "alls", "tack", "vet", "ej"]
)
# What says nothing of the matter, for or against.
SMALL = frozenset({"greet", "thank", "goodbye", "ask_if_robot", "about_service"})


def says_little(texts: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether nothing is told but who it is about: "mamma"."""
    words = sum(len(text.split()) for text in texts)
    concepts = set().union(*(lexicon.concepts(text) for text in texts))
    said = concepts.difference(RELATIONS, HEAVY)
    if words <= FEWEST_WORDS:
        said = said.difference(TONE)
    return words < LEAST_WORDS and count_signs(said) == 0


def gave_up(turn: Turn, mark: Mark) -> bool:
    """Whether the person could not answer. The place is asked for beside an answer: what was
    enough then is enough now."""
    return turn.asked == "municipality" or (bool(turn.asked) and mark.kind == "dont_know")


def still_astray(marks: Sequence[Mark], texts: Sequence[str]) -> str | None:
    """The kind of what had nothing to do with care, when nothing else has been said and the last
    turn adds nothing to it: the weather, and then "vet inte". None where anything may point to
    care: whoever has told the least thing is given somebody to call."""
    empty = [_says_nothing(mark, text) for mark, text in zip(marks, texts, strict=True)]
    said = [
        mark
        for mark, nothing in zip(marks, empty, strict=True)
        if not nothing and mark.kind not in SMALL
    ]
    beside = bool(said) and all(mark.astray for mark in said)
    return said[-1].kind if empty[-1] and beside else None


def _says_nothing(mark: Mark, text: str) -> bool:
    words = re.findall(r"\w+", text.lower())
    if mark.alarm != "routine" or len(words) > WORDS_OF_NOTHING:
        return False
    return mark.kind == "dont_know" or (bool(words) and NOTHING.issuperset(words))


def weigh_last(mark: Mark, thread: Thread) -> float:
    """How much the last turn by itself weighs beside the whole that it is part of."""
    if not mark.tells:
        return 0.0
    limits = read_thresholds()
    return max(
        limits.weight_of_new_stage * thread.new_stage,
        limits.weight_of_last * mark.telling,
    )

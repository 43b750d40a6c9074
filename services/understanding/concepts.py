"""The lexicon: finds the concepts of data/lexicon in Swedish as people write it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from services.understanding.concept_file import FOLDER, Concept, list_concepts
from services.understanding.memory import Memory
from services.understanding.pattern import Net
from services.understanding.word import Word, spellings, split_words

NEGATIONS = frozenset({"inte", "aldrig", "ingen", "inget", "inga", "utan", "varken", "knappast"})
LONGEST_REACH = 3
TEXTS_KEPT = 32
# What may stand between a verb and the negation after it: "slår mig inte".
BETWEEN = "mig dig sig honom henne oss dem det den han hon ju alls längre nu"
AFTER_VERB = frozenset(BETWEEN.split())
NEW_CLAUSE = frozenset(["och", "o", "å", "men", "fast", "så", "för", "eftersom", "som"])


@dataclass(frozen=True)
class Match:
    """A concept found: its place in the text (characters), its words, its sentence (0, 1 …)."""

    concept: str
    start: int
    end: int
    text: str
    negated: bool = False
    sentence: int = 0


class Lexicon:
    """Finds concepts. The net is built at first use, once for all lexicons of a folder."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder

    def find(self, text: str) -> tuple[Match, ...]:
        """Every match in the text, in order of place; a match inside a longer one of the same
        concept is left out."""
        return self._known.found.get([text], lambda: self._find(text))

    def _find(self, text: str) -> tuple[Match, ...]:
        words = split_words(text)
        labels = self._known.labels
        found = self._known.net.find([word.text for word in words])
        spans = _longest((labels[label], start, end) for label, start, end in found)
        return tuple(_match(span, words, text) for span in sorted(spans, key=_place))

    def concepts(self, text: str) -> frozenset[str]:
        """The ids of the concepts named in a text and not denied."""
        return frozenset(match.concept for match in self.find(text) if not match.negated)

    @cached_property
    def _known(self) -> _Known:
        return _build(self._folder)


Span = tuple[str, int, int]


@dataclass(frozen=True)
class _Known:
    """A folder's patterns, each label's concept, and what was found in the latest texts: triage,
    place and need all ask about the same few."""

    net: Net
    labels: list[str]
    found: Memory[tuple[Match, ...]] = field(default_factory=lambda: Memory(TEXTS_KEPT))


@cache
def _build(folder: Path) -> _Known:
    net, labels = Net(), list[str]()
    for concept in list_concepts(folder):
        for mark, phrases in (("", concept.patterns), ("!", concept.not_in)):
            labels.append(mark + concept.id)
            for phrase in phrases:
                net.add(phrase, len(labels) - 1)
    return _Known(net, labels)


def _longest(spans: Iterable[Span]) -> list[Span]:
    """The longest match of each concept at each place, without those that are cancelled."""
    kept: dict[str, list[Span]] = {}
    for span in sorted(spans, key=lambda span: (span[0], span[1] - span[2])):
        rows = kept.setdefault(span[0], [])
        if not any(row[1] <= span[1] and span[2] <= row[2] for row in rows):
            rows.append(span)
    return [
        span
        for concept, rows in kept.items()
        if not concept.startswith("!")
        for span in rows
        if not any(_overlap(span, row) for row in kept.get("!" + concept, ()))
    ]


def _overlap(one: Span, other: Span) -> bool:
    return one[1] < other[2] and other[1] < one[2]


def _place(span: Span) -> tuple[int, int, str]:
    return span[1], span[2], span[0]


def _match(span: Span, words: Sequence[Word], text: str) -> Match:
    concept, start, end = span
    first, last = words[start], words[end - 1]
    negated = is_negated(words, start, end)
    surface = text[first.start : last.end]
    return Match(concept, first.start, last.end, surface, negated, first.sentence)


def is_negated(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the words [start, end) are denied: "inte" shortly before, or after as in "slår mig
    inte". Words that hold a negation themselves ("andas inte") mean what they say."""
    if any(_negates(word) for word in words[start:end]):
        return False
    return _denied_before(words, start) or _denied_after(words, end)


def _denied_before(words: Sequence[Word], start: int) -> bool:
    for place in range(start - 1, max(-1, start - 1 - LONGEST_REACH), -1):
        word = words[place]
        if word.clause != words[start].clause or word.text in NEW_CLAUSE:
            return False
        if _negates(word):
            return word.text != "utan" or place == start - 1
    return False


def _denied_after(words: Sequence[Word], end: int) -> bool:
    for word in words[end : end + LONGEST_REACH]:
        if word.clause != words[end - 1].clause:
            return False
        if word.text != "utan" and _negates(word):
            return True
        if word.text not in AFTER_VERB:
            return False
    return False


def _negates(word: Word) -> bool:
    return spellings(word.text)[0] in NEGATIONS


__all__ = ["Concept", "Lexicon", "Match", "is_negated"]

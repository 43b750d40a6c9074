"""Which words of the lexicon a written word can be: inflected, compound, without dots, misspelt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from services.understanding.word import fold, spellings

ORDINARY = Path(__file__).resolve().parents[2] / "data" / "lexicon" / "ordinary_words.txt"
ALL_ENDINGS = (
    "arnas ornas ernas arna orna erna andet ens ets ans ade ar or er en et an na ns de te n t a s"
)
ENDINGS = tuple(ALL_ENDINGS.split())
ADDED_BACK = ("", "a", "e")
SHORTEST_STEM = 4
SHORTEST_HEAD = 6
SURE_BEGINNING = 9


class WordForms:
    """Numbers the words of the patterns, and finds the numbers a written word answers to."""

    def __init__(self) -> None:
        self._whole: dict[str, int] = {}
        self._first: dict[str, int] = {}
        self._last: dict[str, int] = {}
        self._inner: dict[str, int] = {}
        self._count = 1
        self._known: dict[tuple[str, bool], tuple[int, ...]] = {}

    def add(self, word: str) -> int:
        """The number of a pattern's word; ``_`` (any word) is 0."""
        if word == "_":
            return 0
        before, after = word.startswith("*"), word.endswith("*")
        table = (self._whole, self._first, self._last, self._inner)[after + 2 * before]
        number = table.setdefault(word.strip("*"), self._count)
        self._count += number == self._count
        return number

    def keys(self, word: str, bare: bool = False) -> tuple[int, ...]:
        """The numbers that a written word answers to. ``bare``: the text has no å, ä or ö."""
        found = self._known.get((word, bare))
        if found is None:
            if len(self._known) > 50_000:
                self._known.clear()
            found = self._known[word, bare] = tuple({0, *self._find(word, bare)})
        return found

    def _find(self, word: str, bare: bool) -> set[int]:
        exact = {key for form in spellings(word) for key in self._exact(form)}
        exact |= set(self._exact(word))
        if not exact or (bare and word not in self._ordinary):
            exact |= set(self._bare.get(fold(word), ()))
        if word in self._whole or spellings(word) != (word,):
            return exact
        return exact | self._inflected(word) or self._misspelt(word)

    def _exact(self, word: str) -> Iterator[int]:
        if word in self._whole:
            yield self._whole[word]
        for end in range(2, len(word) + 1):
            if word[:end] in self._first:
                yield self._first[word[:end]]
        for start in range(len(word) - 2):
            if word[start:] in self._last:
                yield self._last[word[start:]]
        for part, number in self._inner.items():
            if part in word:
                yield number

    def _inflected(self, word: str) -> set[int]:
        found = set()
        for ending in ENDINGS:
            stem = word[: -len(ending)]
            if word.endswith(ending) and len(stem) >= SHORTEST_STEM:
                found |= {self._whole[stem + e] for e in ADDED_BACK if stem + e in self._whole}
        return found or self._head(word)

    def _head(self, word: str) -> set[int]:
        """A compound is what its last part is: "sommarkorttidsboende"."""
        for start in range(3, len(word) - SHORTEST_HEAD + 1):
            head = word[start:]
            if head in self._whole:
                return {self._whole[head]}
            begun = [head[:end] for end in range(SURE_BEGINNING, len(head) + 1)]
            if found := {self._first[part] for part in begun if part in self._first}:
                return found
        return set()

    def _misspelt(self, word: str) -> set[int]:
        """One wrong letter in words of five letters and more, two from nine."""
        if len(word) < 5 or word in self._ordinary or word.isdigit():
            return set()
        most = 2 if len(word) >= 9 else 1
        near = [w for n in range(-most, most + 1) for w in self._by_length.get(len(word) + n, ())]
        hits = process.extract(word, near, scorer=OSA.distance, score_cutoff=most, limit=3)
        best = min((score for _, score, _ in hits), default=0)
        return {self._whole[hit] for hit, score, _ in hits if score == best and _is_slip(word, hit)}

    @cached_property
    def _bare(self) -> dict[str, list[int]]:
        bare = defaultdict(list)
        for word, number in self._whole.items():
            if fold(word) != word:
                bare[fold(word)].append(number)
        return dict(bare)

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        lengths = defaultdict(list)
        for word in self._whole:
            if len(word) >= 5:
                lengths[len(word)].append(word)
        return dict(lengths)

    @cached_property
    def _ordinary(self) -> frozenset[str]:
        """Words that are right as they stand, never taken for a misspelling."""
        return frozenset(ORDINARY.read_text(encoding="utf-8").split())


def _is_slip(word: str, meant: str) -> bool:
    """A slip of the finger keeps the first letter; in short words it adds, drops or swaps letters,
    since another letter makes another word ("hand", "hund")."""
    if word[0] != meant[0]:
        return False
    return len(word) >= 7 or len(word) != len(meant) or sorted(word) == sorted(meant)

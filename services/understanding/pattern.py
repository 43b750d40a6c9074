"""Patterns as a net of words: finds phrases from every word of a text on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from services.understanding.word import spellings
from services.understanding.word_form import WordForms

# Small words that may stand in between the words of a phrase ("andas hon ju inte").
SMALL_WORDS = (
    "ju bara så nu väl helt också typ liksom fan verkligen faktiskt han hon hen den jag vi de man "
    "mamma pappa alls längre fortfarande plötsligt redan nyss tydligen visst nog"
)
PASSED_OVER = frozenset(SMALL_WORDS.split())
MOST_PASSED = 2
ANY = "_"


class Node:
    """A place in the net: the words that lead on, and the labels of phrases that end here."""

    __slots__ = ("labels", "onward")

    def __init__(self) -> None:
        self.onward: dict[int, Node] = {}
        self.labels: list[int] = []


class Net:
    """Phrases with labels (numbers). Words are matched as ``WordForms`` tells."""

    def __init__(self) -> None:
        self.forms = WordForms()
        self._root = Node()

    def add(self, phrase: str, label: int) -> None:
        """Add one phrase: words parted by spaces, ``*`` for the rest of a word, ``_`` for any."""
        node = self._root
        for word in phrase.split():
            key = self.forms.add(word if "*" in word else spellings(word)[0])
            node = node.onward.setdefault(key, Node())
        node.labels.append(label)

    def find(self, words: Sequence[str]) -> set[tuple[int, int, int]]:
        """Every phrase found: (label, first word, word after the last)."""
        bare = len(words) > 4 and not any(char in word for word in words for char in "åäö")
        keys = [self.forms.keys(word, bare) for word in words]
        passed = [word in PASSED_OVER for word in words]
        found: set[tuple[int, int, int]] = set()
        for start, here in enumerate(keys):
            for key in here:
                node = self._root.onward.get(key)
                if node is not None:
                    for label, end in _walk(node, keys, passed, start + 1, MOST_PASSED):
                        found.add((label, start, end))
        return found


def _walk(
    node: Node, keys: list[tuple[int, ...]], passed: list[bool], place: int, left: int
) -> Iterator[tuple[int, int]]:
    for label in node.labels:
        yield label, place
    if place == len(keys) or not node.onward:
        return
    for key in keys[place]:
        onward = node.onward.get(key)
        if onward is not None:
            yield from _walk(onward, keys, passed, place + 1, left)
    if left and passed[place]:
        yield from _ends_later(node, keys, passed, place + 1, left - 1)


def _ends_later(
    node: Node, keys: list[tuple[int, ...]], passed: list[bool], place: int, left: int
) -> Iterator[tuple[int, int]]:
    """As ``_walk``, but a phrase that ended before the passed word does not end again."""
    if place == len(keys):
        return
    for key in keys[place]:
        onward = node.onward.get(key)
        if onward is not None:
            yield from _walk(onward, keys, passed, place + 1, left)
    if left and passed[place]:
        yield from _ends_later(node, keys, passed, place + 1, left - 1)

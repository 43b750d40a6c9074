"""The traits of a text on its surface: words, word pairs, letter runs and concepts, as numbers.

Each trait falls into one of a fixed number of buckets by its hash, so that no list of words has
to be kept. What falls together by chance does little harm (feature hashing).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from services.understanding.concepts import Lexicon

BUCKETS = 1 << 16
SHORTEST, LONGEST = 2, 5
_WORD = re.compile(r"\w+")

Buckets = NDArray[np.int64]
Counts = NDArray[np.float32]
Block = tuple[Buckets, Counts]


class Traits:
    """Finds the traits of conversations."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def of(self, turns: Sequence[str]) -> tuple[Block, Block, Block]:
        """Three blocks (words, letters, concepts), each the buckets that occur and how often,
        dampened: 1 + ln(count)."""
        words = [_WORD.findall(turn.lower()) for turn in turns]
        letters = [bucket for row in words for word in row for bucket in _letters(word)]
        concepts = {concept for turn in turns for concept in self._lexicon.concepts(turn)}
        return (
            _count(_bucket("w", text) for row in words for text in _words_and_pairs(row)),
            _count(letters),
            _count(_bucket("k", concept) for concept in concepts),
        )


def _words_and_pairs(words: Sequence[str]) -> Iterator[str]:
    yield from words
    yield from (f"{one} {other}" for one, other in pairwise(words))


@lru_cache(maxsize=20_000)
def _letters(word: str) -> tuple[int, ...]:
    """Buckets of the letter runs in a word, its edges counted as letters."""
    edged = f" {word} "
    return tuple(
        _bucket("c", edged[start : start + length])
        for length in range(SHORTEST, LONGEST + 1)
        for start in range(max(1, len(edged) - length + 1))
    )


def _bucket(sort: str, text: str) -> int:
    return crc32(f"{sort}{text}".encode()) % BUCKETS


def _count(buckets: Iterable[int]) -> Block:
    found, counts = np.unique(np.fromiter(buckets, np.int64), return_counts=True)
    return found, (1 + np.log(counts)).astype(np.float32)

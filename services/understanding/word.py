"""Text -> words: where they stand, which sentence they belong to, what they may be spelt for."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found,unused-ignore]

SENTENCE_END = re.compile(r"[.!?…\n]+(?=\s|$|[^\w])|\n|\|\|")
FOLD = str.maketrans("åäöéèü", "aaoeeu")
# How people write in a chat -> the written word, or words, it may stand for.
CHAT = {
    "o": ("och",), "å": ("och", "att"), "oc": ("och",), "e": ("är",), "ä": ("är",), "ja": ("jag",),
    "jak": ("jag",), "jg": ("jag",), "me": ("med",), "mä": ("med",), "de": ("det", "de"),
    "d": ("det",), "dä": ("det",), "dom": ("de",), "mej": ("mig",), "maj": ("mig",),
    "dej": ("dig",), "sej": ("sig",), "saj": ("sig",), "nån": ("någon",),
    "nåt": ("något",), "nåra": ("några",),  "ngn": ("någon",),
    "ngt": ("något",), "va": ("var", "vad", "vara"), "int": ("inte",), "inge": ("ingen",),
    "ente": ("inte",), "itne": ("inte",), "intw": ("inte",), "ite": ("inte",),
    "ej": ("inte",), "icke": ("inte",), "sen": ("sedan",), "ha": ("har", "ha"),
    "elr": ("eller",), "lr": ("eller",), "oxå": ("också",), "ikväll": ("kväll",),
    "mkt": ("mycket",),
    "ti": ("till",), "te": ("till",), "sa": ("sade",), "la": ("lade",),
    "skall": ("ska",), "huve": ("huvudet",),
    "huvet": ("huvudet",), "ner": ("ned",),
    "ba": ("bara",), "mama": ("mamma",), "papa": ("pappa",),
    "knapt": ("knappt",), "imorrn": ("imorgon",), "imorron": ("imorgon",),
}  # fmt: skip


@dataclass(frozen=True)
class Word:
    """A word in lower case, its place in the text (characters), its sentence (0, 1 …) and its
    clause, parted by commas too."""

    text: str
    start: int
    end: int
    sentence: int
    clause: int


def split_words(text: str) -> list[Word]:
    """The words of a text in order; punctuation is left out."""
    lower = "".join(_plain(char) for char in text)
    clean = "".join(char if char.isalnum() else " " for char in lower)
    ends = [found.start() for found in SENTENCE_END.finditer(text)]
    commas = [place for place, char in enumerate(text) if char in ",;:()"]
    words = []
    for token in _tokenizer()(clean):
        if not token.text.isspace():
            sentence = bisect(ends, token.idx)
            clause = sentence + bisect(commas, token.idx)
            end = token.idx + len(token.text)
            words.append(Word(token.text, token.idx, end, sentence, clause))
    return words


def spellings(word: str) -> tuple[str, ...]:
    """The written words that a chat word may stand for; itself where it is no chat word."""
    return CHAT.get(word, (word,))


def fold(word: str) -> str:
    """The word without dots and rings: "når" -> "nar"."""
    return word.translate(FOLD)


def _plain(char: str) -> str:
    """Lower case of one character, never longer than it was."""
    lower = char.lower()
    return lower if len(lower) == 1 else char


@cache
def _tokenizer() -> Tokenizer:
    import spacy  # a second of importing, which a page that only shows something need not wait for

    return spacy.blank("sv").tokenizer

"""The tokens of a turn, and the places named among them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.understanding.place_name import PlaceName, read_words

_TOKEN = re.compile(r"[^\W\d_]+|\|\||[.!?;:,()/\n]|\d+|-")
STOPS = frozenset([".", "!", "?", ";", "\n", "||", ")"])
MOST_TOKENS = 600


@dataclass(frozen=True)
class Text:
    """The tokens of a turn, as written and in lower case."""

    words: tuple[str, ...]
    low: tuple[str, ...]

    def at(self, index: int) -> str:
        """The word there in lower case, or "" outside the text."""
        return self.low[index] if 0 <= index < len(self.low) else ""

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Where the sentence around ``start:end`` begins and ends."""
        while start > 0 and self.low[start - 1] not in STOPS:
            start -= 1
        while end < len(self.low) and self.low[end] not in STOPS:
            end += 1
        return start, end


@dataclass(frozen=True)
class Mention:
    """A place named in tokens ``start:end`` of a text; ``bare`` where the turn is little else."""

    place: PlaceName
    start: int
    end: int
    bare: bool = False
    kommun: bool = False

    def quote(self, text: Text) -> str:
        """The words of the name as written."""
        return " ".join(text.words[self.start : self.end])


def read_text(turn: str) -> Text:
    """The tokens of a turn; what comes after the first hundreds is left unread."""
    words = tuple(_TOKEN.findall(turn)[:MOST_TOKENS])
    return Text(words, tuple(word.casefold() for word in words))


def is_alone(text: Text, start: int, end: int) -> bool:
    """Whether nothing else stands in the sentence, or after "Mamma, 83,"."""
    first, last = text.sentence(start, end)
    follows = text.at(end + 1) in read_words()["close"]
    heads = start == 0 and (text.at(end) in (":", "-") or (text.at(end) == "," and follows))
    told = text.at(start - 2).isdecimal() or text.at(start - 2) in read_words()["close"]
    between = is_last(text, end) or (told and text.at(end) == ",")
    listed = text.at(start - 1) == "," and between
    person = text.low[start] in read_words()["persons"]
    return (first, last) == (start, end) or heads or (listed and not person)


def is_last(text: Text, end: int) -> bool:
    return not any(word.isalnum() for word in text.low[end:])


def lives(text: Text, start: int) -> bool:
    return any(text.at(at) in read_words()["lives"] for at in range(start - 4, start))


def is_served(text: Text, start: int) -> bool:
    """Whether a municipality's own service is named right before: "anhörigstöd i tierp"."""
    stems = tuple(read_words()["municipal_stems"])
    return text.at(start - 1) == "i" and text.at(start - 2).startswith(stems)


def is_enclosed(text: Text, start: int) -> bool:
    """Whether the name stands in parentheses, as in "Svärmor (85, Landvetter)"."""
    while text.at(start - 1) == "," or text.at(start - 1).isdecimal():
        start -= 1
    return text.at(start - 1) == "("

"""Finds where a text names a place, and leaves words and people that only look like one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from services.understanding.place_name import (
    LONG_NAME,
    SHORTEST_MISSPELT,
    PlaceName,
    read_names,
    read_ordinary,
    read_words,
)

_TOKEN = re.compile(r"[^\W\d_]+|\|\||[.!?;:,()/\n]|\d+|-")
_STOPS = frozenset([".", "!", "?", ";", "\n", "||", ")"])
LONGEST_NAME = 3
MOST_TOKENS = 600
_NAMING = (("ska", "det"), ("skulle", "det"), ("menar", "jag"), ("menade", "jag"))
# So end the names of care homes.
_CARE_HOMES = ("gården", "hemmet", "gläntan", "lunden", "backen", "hagen")


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
        while start > 0 and self.low[start - 1] not in _STOPS:
            start -= 1
        while end < len(self.low) and self.low[end] not in _STOPS:
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


def find_mentions(text: Text) -> list[Mention]:
    """The places named, in the order of the text."""
    found: list[Mention] = []
    at = 0
    while at < len(text.low):
        mention = _mention(text, at)
        if mention:
            found.append(mention)
        at = mention.end if mention else at + 1
    return found


def _mention(text: Text, at: int) -> Mention | None:
    if not text.words[at].isalpha():
        return None
    if not read_names().may_begin(text.low[at]):
        return _misspelt(text, at)
    for length in range(min(LONGEST_NAME + 2, len(text.low) - at), 0, -1):
        words = [word for word in text.words[at : at + length] if word != "-"]
        place = read_names().find(words) if words and text.at(at + length - 1) != "-" else None
        if place and (mention := _fits(text, place, at, at + length)):
            return mention
    return _misspelt(text, at)


def _fits(text: Text, place: PlaceName, start: int, end: int) -> Mention | None:
    words = read_words()
    kommun = text.at(end) in words["municipality_after"]
    mention = Mention(place, start, end, _is_bare(text, start, end), kommun)
    before = text.at(start - 1)
    after = text.at(end + 1) if text.at(end) == "-" else text.at(end)
    if before == "heter" and text.at(start - 2) in ("kommunen", "kommun", "orten", "byn"):
        return mention
    if after in words["not_after"] or (before in words["not_before"] and place.codes != ("0980",)):
        return None
    if mention.bare or kommun:
        return mention
    return mention if _is_place(text, mention) else None


def _is_place(text: Text, mention: Mention) -> bool:
    """Whether the form and the neighbours fit a place, and not a word or a person."""
    words = read_words()
    start, word = mention.start, text.words[mention.start]
    capital, single = word[:1].isupper(), mention.end - mention.start == 1
    led = text.at(start - 1) in words["prepositions"] or _is_enclosed(text, start)
    low = text.low[start]
    if not capital and low in words["never_lower"]:
        return False
    wary = single and (low in words["wary"] or low.removesuffix("s") in words["wary"])
    person = single and capital and low in words["persons"]
    if person and text.at(start - 1) not in ("i", "utanför") and not _comes_from(text, start):
        return (led and _lives(text, start)) or _is_named(text, mention)
    if wary and not capital:
        return led and _lives(text, start) and _ends(text, mention.end)
    if mention.place.district or wary:
        return led or (capital and _is_named(text, mention))
    return led or not _after_first_name(text, start)


def _comes_from(text: Text, start: int) -> bool:
    """Whether "är från" stands before: nobody is from a person."""
    said = text.at(start - 2) in read_words()["from_home"]
    return said and text.at(start - 1) in ("från", "ifrån", "frå", "ifrå")


def _is_enclosed(text: Text, start: int) -> bool:
    """Whether the name stands in parentheses, as in "Svärmor (85, Landvetter)"."""
    while text.at(start - 1) == "," or text.at(start - 1).isdecimal():
        start -= 1
    return text.at(start - 1) == "("


def _is_named(text: Text, mention: Mention) -> bool:
    """Whether the name stands alone, as in "Torshälla.", "Sala: mor, 90" or "Mora ska det vara"."""
    alone = is_alone(text, mention.start, mention.end)
    return (
        alone
        or text.low[mention.end : mention.end + 2] in _NAMING
        or text.at(mention.end) == "till"
    )


def is_alone(text: Text, start: int, end: int) -> bool:
    """Whether nothing else stands in the sentence, or after "Mamma, 83,"."""
    first, last = text.sentence(start, end)
    heads = start == 0 and text.at(end) in (":", "-")
    told = text.at(start - 2).isdecimal() or text.at(start - 2) in read_words()["close"]
    between = _is_last(text, end) or (told and text.at(end) == ",")
    listed = text.at(start - 1) == "," and between
    person = text.low[start] in read_words()["persons"]
    return (first, last) == (start, end) or heads or (listed and not person)


def _is_last(text: Text, end: int) -> bool:
    return not any(word.isalnum() for word in text.low[end:])


def _lives(text: Text, start: int) -> bool:
    return any(text.at(at) in read_words()["lives"] for at in range(start - 4, start))


def _ends(text: Text, end: int) -> bool:
    after = text.at(end)
    return not after.isalpha() or after in read_words()["follows"]


def _after_first_name(text: Text, start: int) -> bool:
    """Whether a capitalised name comes before, inside a sentence, as in "med Ulla Nybro"."""
    if start < 2 or text.at(start - 2) in _STOPS or not text.words[start][:1].isupper():
        return False
    before = text.words[start - 1]
    known = text.at(start - 1) in read_words()["close"] | read_words()["writer"]
    return before.istitle() and not known and read_names().find([before]) is None


def _is_bare(text: Text, start: int, end: int) -> bool:
    rest = [word for at, word in enumerate(text.low) if not start <= at < end and word.isalpha()]
    return len(rest) <= 6 and all(word in read_words()["filler"] for word in rest)


def _misspelt(text: Text, at: int) -> Mention | None:
    """A misspelt name, only where a place is due; with a small letter only a municipality."""
    words = read_words()
    low = text.low[at]
    if len(low) < SHORTEST_MISSPELT or low.endswith(_CARE_HOMES):
        return None
    due, sure = _is_due(text, at)
    lone = _is_lone(text, at)
    if not (due or sure or lone) or any(
        low in words[name] for name in ("not_places", "close", "home")
    ):
        return None
    if text.at(at - 1) in words["not_before"] or text.at(at + 1) in words["not_after"]:
        return None
    if read_names().find([low]):
        return None
    most = 2 if sure or lone or _lives(text, at) else 1
    place = read_names().near(low, most) or (read_names().short(low) if _is_in(text, at) else None)
    if place is None or (place.district and not sure):
        return None
    bare = len(text.low) == 1
    return Mention(place, at, at + 1, bare, text.at(at + 1) in ("kommun", "kommuns", "stad"))


def _is_lone(text: Text, at: int) -> bool:
    """Whether a word with a capital stands alone first or last: "Jönköpnig. Mamma, 83"."""
    ends = at == 0 or _is_last(text, at + 1)
    known = text.low[at] in read_ordinary() or text.at(at - 1) in ("mvh", "/", ",", "hälsningar")
    return ends and text.words[at].istitle() and not known and is_alone(text, at, at + 1)


def _is_in(text: Text, at: int) -> bool:
    """Whether a short form may stand there: "bor i Hässle"."""
    return text.at(at - 1) in ("i", "ti", "te", "till") and _lives(text, at)


def _is_due(text: Text, at: int) -> tuple[bool, bool]:
    """Whether a municipality is due there, and whether a capital makes any place likely."""
    before = text.at(at - 1)
    led = before in read_words()["prepositions"]
    kommun = text.at(at + 1) in ("kommun", "kommuns", "stad")
    alone = len(text.low) == 1 and len(text.low[at]) > SHORTEST_MISSPELT
    lives = before in ("i", "till", "ti", "te") and (
        _lives(text, at) or len(text.low[at]) >= LONG_NAME
    )
    return kommun or alone or lives, led and text.words[at][:1].isupper()


def mentions_of(turns: Sequence[str]) -> list[tuple[int, Text, list[Mention]]]:
    """Turn number, tokens and places of each turn that names a place."""
    read = [(number, read_text(turn)) for number, turn in enumerate(turns)]
    all_found = [(number, text, find_mentions(text)) for number, text in read]
    return [(number, text, found) for number, text, found in all_found if found]

"""Journeys from a place to a place: the home is where they begin, if nothing else is said."""

from __future__ import annotations

from services.understanding.place_name import read_names, read_words
from services.understanding.place_text import Mention, Text

_FROM = frozenset(["från", "ifrån", "frå", "ifrå"])
_TO = frozenset(["till", "ti", "te", "mot"])
BEGINS, BEGINS_WRITER, ENDS_HELPING, PASSED = 3.8, 3.2, 4.0, 1.0


def journey(text: Text, mentions: list[Mention], index: int) -> float | None:
    """The weight of an end of a journey, or None where the place is no end of one."""
    if _leads_abroad(text, mentions[index]):
        return _begin(text, mentions[index], mentions[index])
    if _leads(text, mentions, index):
        return _begin(text, mentions[index], mentions[index + 1])
    if index and _leads(text, mentions, index - 1):
        begin, end = mentions[index - 1], mentions[index]
        helps = _begin(text, begin, end) is not None and _helps(text, end)
        return ENDS_HELPING if helps else None
    return None


def _leads(text: Text, mentions: list[Mention], index: int) -> bool:
    """Whether "från A … till B" stands there, within one sentence."""
    if index + 1 >= len(mentions) or text.at(mentions[index].start - 1) not in _FROM:
        return False
    end = mentions[index + 1]
    same = end.start < text.sentence(mentions[index].start, mentions[index].end)[1]
    return same and text.at(end.start - 1) in _TO


def _leads_abroad(text: Text, mention: Mention) -> bool:
    """Whether the journey goes on to a name that is no place known here."""
    goal = text.words[mention.end + 1 : mention.end + 2]
    known = read_names().find(goal) if goal else None
    led = text.at(mention.start - 1) in _FROM and text.at(mention.end) in _TO
    return led and known is None and any(word.istitle() for word in goal)


def _begin(text: Text, begin: Mention, end: Mention) -> float | None:
    words = read_words()
    first, last = text.sentence(begin.start, end.end)
    said = set(text.low[first:last])
    if set(text.low[first : begin.start]) & words["moved"] or said & words["elsewhere"]:
        return None
    if not said & (words["close"] | words["household"] | words["writer"] | words["ride"]):
        return None
    if _helps(text, end):
        return PASSED
    others = said & (words["close"] | words["household"] | words["ride"])
    return BEGINS if others else BEGINS_WRITER


def _helps(text: Text, end: Mention) -> bool:
    """Whether the journey ends with a close one who is helped: "för att handla åt mor"."""
    words = read_words()
    after = set(text.low[end.end : text.sentence(end.start, end.end)[1]])
    return bool(after & words["ask_help"] and after & words["close"])

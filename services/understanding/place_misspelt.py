"""Finds names of places that are misspelt, where a place is due."""

from __future__ import annotations

from services.understanding.place_name import (
    LONG_NAME,
    SHORTEST_MISSPELT,
    read_names,
    read_ordinary,
    read_words,
)
from services.understanding.place_spelling import fold
from services.understanding.place_text import (
    Mention,
    Text,
    is_alone,
    is_enclosed,
    is_last,
    is_served,
    lives,
)

_KOMMUN = ("kommun", "kommuns", "stad")
# So end the names of care homes, and of people.
_CARE_HOMES = ("gården", "hemmet", "gläntan", "lunden", "backen", "hagen")
_SURNAMES = ("berg", "ström", "lund", "gren", "qvist", "son", "dotter")


def find_misspelt(text: Text, at: int) -> Mention | None:
    """A misspelt name, only where a place is due; with a small letter only a municipality."""
    low = text.low[at]
    if len(low) < SHORTEST_MISSPELT or low.endswith(_CARE_HOMES):
        return None
    due, sure = _is_due(text, at)
    lone = _is_lone(text, at)
    if not (due or sure or lone) or _is_word(text, at):
        return None
    most = 2 if sure or lone or lives(text, at) else 1
    place = read_names().near(low, most) or (read_names().short(low) if _is_in(text, at) else None)
    if place is None or (place.district and not sure):
        return None
    if not (due or sure) and fold(low)[0] != fold(place.name)[0]:
        return None
    bare = len(text.low) == 1
    return Mention(place, at, at + 1, bare, text.at(at + 1) in _KOMMUN)


def _is_word(text: Text, at: int) -> bool:
    """Whether it is a word or a name already, and so not a misspelt one."""
    words, low = read_words(), text.low[at]
    if any(low in words[name] for name in ("not_places", "close", "home")):
        return True
    if text.at(at - 1) in words["not_before"] or text.at(at + 1) in words["not_after"]:
        return True
    return read_names().find([low]) is not None


def _is_lone(text: Text, at: int) -> bool:
    """Whether a capital stands alone first, last or enclosed: "Jönköpnig. Mamma, 83"."""
    low = text.low[at]
    signed = {text.at(at - 1), text.at(at - 2)} & {"mvh", "/", "hälsningar", "tack", "hej"}
    if low in read_ordinary() or low.endswith(_SURNAMES) or signed or not text.words[at].istitle():
        return False
    told = is_enclosed(text, at) and text.at(at + 1) in (")", ",")
    ends = at == 0 or is_last(text, at + 1)
    return told or (ends and is_alone(text, at, at + 1))


def _is_in(text: Text, at: int) -> bool:
    """Whether a short form may stand there: "bor i Hässle"."""
    return text.at(at - 1) in ("i", "ti", "te", "till") and lives(text, at)


def _is_due(text: Text, at: int) -> tuple[bool, bool]:
    """Whether a municipality is due there, and whether a capital makes any place likely."""
    before = text.at(at - 1)
    led = before in read_words()["prepositions"]
    kommun = text.at(at + 1) in _KOMMUN
    alone = len(text.low) == 1 and len(text.low[at]) > SHORTEST_MISSPELT
    home = before in ("i", "till", "ti", "te") and (
        lives(text, at) or is_served(text, at) or len(text.low[at]) >= LONG_NAME
    )
    return kommun or alone or home, led and text.words[at][:1].isupper()

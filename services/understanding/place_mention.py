"""Finds where a text names a place, and leaves words and people that only look like one."""

from __future__ import annotations

from collections.abc import Sequence

from services.understanding.place_misspelt import find_misspelt
from services.understanding.place_name import PlaceName, read_names, read_words
from services.understanding.place_text import (
    STOPS,
    Mention,
    Text,
    is_alone,
    is_enclosed,
    is_served,
    lives,
    read_text,
)

LONGEST_NAME = 3
_DIRECTIONS = ("norr", "söder", "öster", "väster")
_NAMING = (("ska", "det"), ("skulle", "det"), ("menar", "jag"), ("menade", "jag"))


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
        return find_misspelt(text, at)
    for length in range(min(LONGEST_NAME + 2, len(text.low) - at), 0, -1):
        words = [word for word in text.words[at : at + length] if word != "-"]
        place = read_names().find(words) if words and text.at(at + length - 1) != "-" else None
        if place and (mention := _fits(text, place, at, at + length)):
            return mention
    return find_misspelt(text, at)


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
    signed = text.low[start] in words["first_names"] and before in (",", ".")
    if (mention.bare or kommun) and not signed:
        return mention
    return mention if _is_place(text, mention) else None


def _is_place(text: Text, mention: Mention) -> bool:
    """Whether the form and the neighbours fit a place, and not a word or a person."""
    words = read_words()
    start, word = mention.start, text.words[mention.start]
    capital, single = word[:1].isupper(), mention.end - mention.start == 1
    about = text.at(start - 1) == "om" and text.at(start - 2) in _DIRECTIONS
    led = text.at(start - 1) in words["prepositions"] or is_enclosed(text, start) or about
    low = text.low[start]
    if not capital and low in words["never_lower"]:
        return False
    wary = single and (low in words["wary"] or low.removesuffix("s") in words["wary"])
    person = single and capital and low in words["persons"]
    certain = about or text.at(start - 1) in ("i", "utanför") or _comes_from(text, start)
    if person and not certain:
        return (led and lives(text, start)) or _is_named(text, mention)
    if wary and not capital:
        due = lives(text, start) or is_served(text, start)
        return led and due and _ends(text, mention.end)
    if mention.place.district or wary:
        return led or (capital and _is_named(text, mention))
    return led or not _after_first_name(text, start)


def _comes_from(text: Text, start: int) -> bool:
    """Whether "är från" stands before: nobody is from a person."""
    said = text.at(start - 2) in read_words()["from_home"]
    return said and text.at(start - 1) in ("från", "ifrån", "frå", "ifrå")


def _is_named(text: Text, mention: Mention) -> bool:
    """Whether the name stands alone, as in "Torshälla.", "Sala: mor, 90" or "Mora ska det vara"."""
    signed = mention.start and text.low[mention.start] in read_words()["first_names"]
    alone = is_alone(text, mention.start, mention.end) and not signed
    return (
        alone
        or text.low[mention.end : mention.end + 2] in _NAMING
        or text.at(mention.end) == "till"
    )


def _ends(text: Text, end: int) -> bool:
    after = text.at(end)
    return not after.isalpha() or after in read_words()["follows"]


def _after_first_name(text: Text, start: int) -> bool:
    """Whether a capitalised name comes before, inside a sentence, as in "med Ulla Nybro"."""
    if start < 2 or text.at(start - 2) in STOPS or not text.words[start][:1].isupper():
        return False
    before = text.words[start - 1]
    known = text.at(start - 1) in read_words()["close"] | read_words()["writer"]
    return before.istitle() and not known and read_names().find([before]) is None


def _is_bare(text: Text, start: int, end: int) -> bool:
    rest = [word for at, word in enumerate(text.low) if not start <= at < end and word.isalpha()]
    return len(rest) <= 6 and all(word in read_words()["filler"] for word in rest)


def mentions_of(turns: Sequence[str]) -> list[tuple[int, Text, list[Mention]]]:
    """Turn number, tokens and places of each turn that names a place."""
    read = [(number, read_text(turn)) for number, turn in enumerate(turns)]
    all_found = [(number, text, find_mentions(text)) for number, text in read]
    return [(number, text, found) for number, text, found in all_found if found]

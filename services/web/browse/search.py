"""A search that forgives spelling."""

from __future__ import annotations

from rapidfuzz import fuzz

from services.web.browse.entry import Entry

CLOSE_ENOUGH = 80.0
SHORTEST_TO_FORGIVE = 4


def matches(entry: Entry, words: str) -> bool:
    """Whether every word is found in the entry, spelt right or nearly."""
    known = _text(entry)
    return all(_found(word, known) for word in words.casefold()[:100].split())


def _text(entry: Entry) -> str:
    contact, kind = entry.contact, entry.kind
    parts = (kind.name, kind.what, contact.name, contact.organization, contact.description)
    return " ".join(part for part in (*parts, contact.place) if part).casefold()


def _found(word: str, known: str) -> bool:
    if word in known:
        return True
    if len(word) < SHORTEST_TO_FORGIVE:
        return False
    return any(_near(word, other) for other in known.split())


def _near(word: str, other: str) -> bool:
    """Near the whole word, or near its beginning: "demns" is in "demenssjuksköterska"."""
    beginnings = {other, other[: len(word)], other[: len(word) + 1]}
    return max(fuzz.ratio(word, one) for one in beginnings) >= CLOSE_ENOUGH

"""The words around a place, and whom they speak of."""

from __future__ import annotations

from services.understanding.place_name import read_words
from services.understanding.place_text import Mention, Text


def words_around(
    text: Text, mentions: list[Mention], index: int
) -> tuple[list[str], list[str], list[str]]:
    """Words back to the place before, words on to the next, and the sentence up to here."""
    mention = mentions[index]
    first, last = text.sentence(mention.start, mention.end)
    if text.at(last) == ")":
        last = text.sentence(last + 1, last + 1)[1]
    left = max([first, *(one.end for one in mentions[:index])])
    right = min([last, *(one.start for one in mentions[index + 1 :])])
    return (
        words_between(text, left, mention.start),
        words_between(text, mention.end, right),
        words_between(text, first, mention.start),
    )


def words_between(text: Text, start: int, end: int) -> list[str]:
    """The words and commas there, without the "jag" of "jag menar" and "jag tror"."""
    said = [at for at in range(start, end) if text.at(at).isalpha() or text.at(at) == ","]
    thinks = {"menar", "menade", "tror"}
    beside = {at for at in said if {text.at(at - 1), text.at(at + 1)} & thinks}
    return [text.at(at) for at in said if not (at in beside and text.at(at) == "jag")]


def find_subject(words: list[str]) -> str | None:
    """Whom the words speak of last: "writer", "household" or "close"."""
    groups = read_words()
    for word in reversed(words):
        for name in ("household", "close", "writer"):
            if word in groups[name]:
                return name
    return None


def subject_after(words: list[str]) -> str | None:
    """Whom "i Kiruna bor mamma" speaks of: the verb must follow at once."""
    verbs = ("bor", "har", "finns", "är", "sitter", "lever")
    return find_subject(words[1:4][::-1]) if words[:1] and words[0] in verbs else None

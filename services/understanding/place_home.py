"""The weight of a place where somebody is, comes from or moves to."""

from __future__ import annotations

from services.understanding.place_event import is_helper
from services.understanding.place_name import read_words
from services.understanding.place_text import Mention, Text
from services.understanding.place_weight import (
    APPLIED,
    ASKED,
    CLOSE,
    HELPER,
    HOME,
    HOUSEHOLD,
    MOVED,
    ORIGIN_HOME,
    PASSING,
    PLAIN,
    STUDENT,
    TELLER,
    VISIT,
    WRITER,
)


def weigh_origin(before: list[str], after: list[str], subject: str | None) -> float:
    near = set(before[-7:])
    if {"flytta", "flyttas"} & near and {"inte", "aldrig"} & near:
        return PLAIN
    if subject not in ("writer", "household") and "kommer" in before[1:]:
        return PASSING
    if near & read_words()["from_home"]:
        return PASSING if {"till", "bor"} & set(after) else ORIGIN_HOME
    return PASSING


def weigh_destination(near: frozenset[str], subject: str | None, asked: bool) -> float:
    words = read_words()
    if near & words["moved"] and not near & {"inte", "aldrig"}:
        if subject == "writer" and near & words["close"] and "från" not in near:
            subject = "close"
        weight = {"writer": WRITER + 0.5, "household": HOUSEHOLD + 0.5}.get(subject or "", MOVED)
        # Who applies for a place where one means to move is answered there.
        planned = near & {"ska", "skall", "flyttar", "flyttas"} and not near & words["wish"]
        if asked or planned:
            return weight + APPLIED
        return min(weight, PLAIN - 1) if near & words["wish"] else weight
    return PLAIN if "hör" in near else PASSING


def weigh_resident(
    text: Text,
    mention: Mention,
    before: list[str],
    after: list[str],
    subject: str | None,
    home: bool,
) -> float:
    words = read_words()
    near = before[-5:]
    if "hemma" in near or "hem" in near:
        return WRITER if subject == "writer" and "hemma" not in near[-2:] else HOME
    if {"hos"} & set(near) and subject in ("writer", "close", "household"):
        guest = set(near) & words["host"] and not {"bor"} & set(before)
        return VISIT if guest or "sitter" in before else CLOSE
    extra = 0.5 if home else 0.0
    if subject == "close":
        return _close(text, before, after) + extra
    if subject and "med" in after[:1] and set(after[:5]) & words["partners"]:
        return CLOSE + extra
    if subject == "household":
        return HOUSEHOLD + extra
    if subject == "writer":
        return WRITER + extra
    if mention.kommun or set(near) & words["ask"]:
        return ASKED
    return PLAIN + extra


def _close(text: Text, before: list[str], after: list[str]) -> float:
    """The weight of a close one's place: least where that one only helps, tells or studies."""
    words = read_words()
    if is_helper(before, after):
        others = set(text.low) & words["partners"] or after[1:3] == ["att", "jag"]
        return PASSING if others else TELLER
    if set(before[-6:]) & words["studies"]:
        return STUDENT if set(text.low) & words["partners"] else CLOSE + HELPER
    named = [word for word in before[-5:] if word in words["close"]]
    return CLOSE + HELPER if named and named[-1] in words["helpers"] else CLOSE

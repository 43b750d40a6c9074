"""Spoils training messages the way people do when they write on a phone."""

from __future__ import annotations

import random
import re

BARE = str.maketrans("åäöÅÄÖ", "aaoAAO")
FEWEST_WORDS = 6
CHAT = ((" och ", " o "), (" jag ", " ja "), (" är ", " e "), (" med ", " me "), (" det ", " de "))


def spoil(text: str, chance: random.Random) -> str:
    """The text, in every other case untouched."""
    draw = chance.random()
    if draw < 0.08:
        return text.translate(BARE)
    if draw < 0.16:
        return re.sub(r"[.,!?;:]", "", text)
    if draw < 0.26:
        return _mistype(text, chance)
    if draw < 0.34:
        for written, typed in CHAT:
            text = text.replace(written, typed)
    if draw < 0.46:
        return _leave_out(text, chance)
    return text


def _leave_out(text: str, chance: random.Random) -> str:
    """Now and then a word is not there: no message hangs on a single one."""
    words = text.split(" ")
    if len(words) < FEWEST_WORDS:
        return text
    return " ".join(word for word in words if chance.random() > 0.1)


def _mistype(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    for _ in range(max(1, len(words) // 12)):
        index = chance.randrange(len(words))
        if len(words[index]) > 3:
            words[index] = _slip(words[index], chance)
    return " ".join(words)


def _slip(word: str, chance: random.Random) -> str:
    """One letter left out, two swapped, or one doubled."""
    at = chance.randrange(len(word) - 1)
    kind = chance.choice(("drop", "swap", "double"))
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    if kind == "swap":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[: at + 1] + word[at:]

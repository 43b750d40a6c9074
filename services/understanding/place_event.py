"""Why a place is named where nobody lives: a visit, a memory, a tale, somebody's advice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from services.understanding.place_name import read_words

_BEEN = ("var", "varit", "hamnade", "stannade", "övernattade", "irrade", "åkte", "körde")
_TO = frozenset(["till", "in", "ti", "te"])
_BREAKS = frozenset(["och", "men", "har", "som", ",", "bor"])
_MOVES = frozenset(["flytta", "flyttar", "flyttas", "flytt", "flytten", "flyttade", "flyttat"])


def happens_elsewhere(before: Sequence[str], home: bool, subject: str | None) -> bool:
    """Whether the words before a place tell of a stay, a memory or a tale."""
    near = before[-7:]
    words = read_words()
    if set(near) & words["told"] and "att" not in near and "bor" not in near:
        return True
    if home or {"flyttat", "permanent"} & set(near):
        return False
    pairs = set(pairwise(near))
    if ("tid", "som") in pairs or (("till", "stugan") in pairs and "hem" not in near):
        return True
    if set(near) & words["elsewhere"] or any(_is_occasion(word) for word in near):
        return True
    if (
        set(near) & words["events"]
        and not _is_service(near)
        and not set(before[-2:-1]) & words["close"]
    ):
        return True
    if ("var", "på") in pairs and not _is_service(near):
        return not set(near) & words["care"]
    return has_been(before) and (subject is not None or "det" in near)


def _is_occasion(word: str) -> bool:
    """Whether the word is of a feast, a journey or a course, by how it begins or ends."""
    words = read_words()
    if word.startswith(tuple(words["occasion_stems"])):
        return True
    ends = word.endswith(tuple(words["occasion_endings"]))
    return ends and not word.startswith("sjuk") and not _is_service([word])


def _is_service(near: Sequence[str]) -> bool:
    return any(word.startswith(tuple(read_words()["service_stems"])) for word in near)


def is_long_ago(after: Sequence[str]) -> bool:
    """Whether the words after a place tell of old days: "där han växte upp", "på 60-talet"."""
    near = tuple(after[:6])
    pairs = set(pairwise(near))
    if near[:1] == ("där",) and set(near) & read_words()["past"]:
        return True
    if pairs & {("år", "sedan"), ("år", "sen"), ("en", "gång"), ("som", "barn"), ("som", "ung")}:
        return True
    return bool(set(near[:2]) & {"förut", "förr"}) or any(
        word.endswith("talet") for word in near[:3]
    )


def has_been(before: Sequence[str]) -> bool:
    """Whether the place was but visited: "vi var i", "då var vi i", "hamnade i"."""
    last = tuple(before[-3:-1])
    words = read_words()
    people = words["writer"] | words["household"] | words["close"] | {"det"}
    if not last or (last[-1] in _BEEN and len(before) == 2):
        return False
    if last[-1] in _BEEN:
        return (
            last[0] in people
            or last[0] in ("har", "som", "och", "hade", "på")
            or (last[-1] not in ("var", "varit"))
        )
    return last[0] in _BEEN and last[-1] in people


def is_advice(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether someone outside the family only speaks there, as "min chef i Borås säger"."""
    words = read_words()
    who = before[-2] if len(before) > 1 else ""
    if set(before[-3:]) & words["outsiders"] and "för" not in before[-3:]:
        return True
    if _is_of_theirs(before, who):
        return True
    says = bool(set(after[:2]) & words["says"])
    return who in words["friends"] and says and "om" not in after[:3]


def _is_of_theirs(before: Sequence[str], who: str) -> bool:
    """Whether it is the close one's own relative: "till sin syster i", "hon har en bror i"."""
    words = read_words()
    owner = tuple(before[-5:-2])
    has = len(owner) == 3 and owner[1] == "har" and owner[0] in words["close"]
    return who in words["helpers"] and (before[-3:-2] == ["sin"] or has)


def is_helper(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether a sister, brother or child there speaks of somebody else."""
    words = read_words()
    who = next((word for word in reversed(before[-4:]) if word in words["helpers"]), None)
    says = bool(set(after[:1]) & words["says"]) or tuple(after[:2]) == ("vill", "att")
    return who is not None and says


def will_move(before: Sequence[str]) -> bool:
    """Whether somebody moves to the place: "flytta in på ett boende i", "flyttar till oss i"."""
    moves = [at for at, word in enumerate(before) if word in _MOVES]
    return (
        bool(moves)
        and bool(_TO & set(before[moves[-1] :]))
        and not _BREAKS & set(before[moves[-1] :])
    )


def mover(before: Sequence[str]) -> list[str]:
    """The words that tell who moves: not the "oss" of "flytta till oss i"."""
    moves = [at for at, word in enumerate(before) if word in _MOVES]
    goals = [at for at, word in enumerate(before) if word in _TO and moves and at > moves[-1]]
    return list(before[: goals[0]]) if goals else list(before)


def applies(words: Sequence[str]) -> bool:
    """Whether the words ask for a decision, a place in a home or help."""
    return bool(set(words) & read_words()["application"])


def is_ward(near: frozenset[str]) -> bool:
    """Whether the care named by the place is that of the own town."""
    words = read_words()
    works = near & {"jobbar", "jobbade", "arbetar", "arbetade"}
    return bool(near & words["ward"]) and not works and not near & words["regional"]

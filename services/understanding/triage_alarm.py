"""What the triage rules find in a conversation: an alarm, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from services.understanding.concepts import Lexicon, Match
from services.understanding.triage_rule import LEVELS, list_rules

# Concepts that take the edge off a match in their own sentence, or in the whole turn.
IN_SENTENCE = ("hypothetical", "distant_past")
IN_TURN = ("fiction",)
LASTING = ("violence", "suicide", "psychosis", "child")
SAFE_HANDS = ("ambulans", "sjukhus", "akuten", "inlagd", "iva", "intensiv", "trygg")


@dataclass(frozen=True)
class Alarm:
    """``level`` danger or urgent, the reason, the words behind it, whether they are ``firm``."""

    level: str
    reason: str
    matches: tuple[Match, ...]
    firm: bool = True


@cache
def _lexicon() -> Lexicon:
    return Lexicon()


def find_alarm(turns: Sequence[str]) -> Alarm | None:
    """The gravest alarm of the turns, oldest first; what a later turn resolves is forgotten."""
    standing: Alarm | None = None
    for turn in turns:
        found = _lexicon().find(turn)
        alarm = _alarm(found)
        if alarm is None and standing and ends_well(found, standing.reason):
            standing = None
        elif alarm and (standing is None or _rank(alarm) >= _rank(standing)):
            standing = alarm
    return standing


def find_care(turns: Sequence[str]) -> bool:
    """Whether the latest turn tells of exhaustion, which deserves careful words."""
    return any(m.concept == "exhausted" and not m.negated for m in _lexicon().find(turns[-1]))


def _alarm(found: Sequence[Match]) -> Alarm | None:
    if any(match.concept in IN_TURN for match in found):
        return None
    alive = _meant(found)
    for rule in list_rules():
        matches = rule.matches(alive)
        if matches and not _resolved_after(found, matches):
            return Alarm(rule.level, rule.reason, matches, rule.firm)
    return None


def _meant(found: Sequence[Match]) -> list[Match]:
    """Matches that stand: not denied, no figure of speech, not long ago and not only feared."""
    idioms = [match for match in found if match.concept == "idiom"]
    soft = {match.sentence for match in found if match.concept in IN_SENTENCE and not match.negated}
    now = {match.sentence for match in found if match.concept == "happening_now"}
    return [
        match
        for match in found
        if not match.negated
        and (match.sentence not in soft or match.sentence in now)
        and not any(match.start < idiom.end and idiom.start < match.end for idiom in idioms)
    ]


def ends_well(found: Sequence[Match], reason: str | None) -> bool:
    """Whether a turn tells that an alarm of this reason is over. Whoever has been hit or has not
    wanted to live is not safe because it is calm just now: that takes somebody beside them."""
    good = [match for match in found if match.concept == "resolved" and not match.negated]
    if reason in LASTING:
        return any(word in match.text.lower() for match in good for word in SAFE_HANDS)
    return bool(good)


def _resolved_after(found: Sequence[Match], matches: Sequence[Match]) -> bool:
    """Whether the turn itself goes on to tell that it ended well, or began with it ("HITTAD!")."""
    first = min(match.start for match in matches)
    good = [match for match in found if match.concept == "resolved" and not match.negated]
    return any(match.start >= first or match.start == 0 for match in good)


def _rank(alarm: Alarm) -> int:
    return LEVELS.index(alarm.level)


def find_reason(turns: Sequence[str], level: str) -> str:
    """The likeliest reason where only the classifier alarms: by any concept a rule asks for."""
    named = {match.concept for turn in turns for match in _lexicon().find(turn)}
    for rule in list_rules():
        if rule.all[0] & named:
            return rule.reason
    return "medical" if level == "danger" else "social"

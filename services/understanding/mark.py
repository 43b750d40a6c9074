"""What each turn is by itself: a situation, a thank you, an alarm, the end of one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from services.understanding.care import count_signs, is_elsewhere, names_only
from services.understanding.concepts import Lexicon
from services.understanding.heads import Reading
from services.understanding.situation import Turn
from services.understanding.thresholds import read_thresholds
from services.understanding.triage import Triage, hear_triage
from services.understanding.triage_alarm import ends_well, find_alarm
from services.understanding.triage_rule import list_rules

TELLING = ("situation", "question")
# What is heard as the answer when something was asked, and not as small talk.
ANSWERS = ("affirm", "deny", "dont_know")
# What a turn may be although it names who or what it is about.
BESIDE_CARE = ("want_human", "outside", "something_changed", "dont_know", *TELLING)
# What may be said in the middle of a question, without being very sure.
OFF_THE_QUESTION = ("want_human", *TELLING)
# Nothing has been answered that could have been misunderstood, agreed to or turned down.
NOT_FIRST = ("complain_misunderstood", "affirm", "deny")
# What has nothing to do with care, and how likely it must be with no sign of care, and with one.
BESIDE = ("outside", "noise", "abuse")
SURE_BESIDE = (0.03, 0.05)
# A few words ("det är jobbigt") show no sign of care and yet may be of it.
SURE_BESIDE_IN_FEW_WORDS = (0.5, 0.6)
FEW_WORDS = 3
# Likelier than this to have nothing to do with care, it is no reason to show whom to call.
SURE_ASTRAY = 0.5
SURE_ASTRAY_WITHOUT_SIGNS = 0.1
# "allt är skit" is no abuse, and "kan inte mer" turns nothing down: it is how a talk begins.
TAKEN_FOR = (*BESIDE, "deny", "dont_know", "something_changed", "complain_misunderstood")
# "det är min mamma" agrees to nothing and asks nothing: it says whom it is about.
NAME_TAKEN_FOR = ("affirm", "question", "something_changed", "about_service", "outside")
POURED_OUT = frozenset(("heavy", "exhausted", "carer_exhausted"))
AT_THE_SERVICE = frozenset(
    ("du", "dig", "dej", "dumma", "idiot", "bot", "robot", "chatt", "svaret")
)
WORDS_POURED_OUT = 7
OWN = frozenset(("jag", "ja", "mig", "mej", "vi", "oss", "min", "mitt", "mina"))


@dataclass(frozen=True)
class Mark:
    """A turn by itself: its kind, its own alarm's level and reason, the reasons of alarms that it
    tells are over (``ends``), how likely its best support type is (``telling``, 0 to 1), the
    life stage that it clearly speaks of, if any, and whether it has plainly nothing to do with
    care (``astray``)."""

    kind: str
    alarm: str = "routine"
    reason: str | None = None
    ends: frozenset[str] = frozenset()
    telling: float = 0.0
    stage: str | None = None
    astray: bool = False

    @property
    def tells(self) -> bool:
        """Whether it tells of the situation, or asks about it."""
        return self.kind in TELLING or self.alarm != "routine"

    @property
    def answers(self) -> bool:
        """Whether it takes up what was asked, if only with "vet inte"."""
        return self.tells or self.kind == "dont_know"

    def closes(self, alarms: Iterable[Mark]) -> bool:
        """Whether it lets the alarms before it rest: all ended well, or they thank and leave."""
        if self.alarm != "routine":
            return False
        return self.kind in ("thank", "goodbye") or self.ends_all(alarms)

    def ends_all(self, alarms: Iterable[Mark]) -> bool:
        """Whether it tells that every one of the alarms is over."""
        return all((mark.reason or "medical") in self.ends for mark in alarms)


def mark_turn(turn: Turn, reading: Reading, lexicon: Lexicon, first: bool) -> Mark:
    """The mark of a turn, from its own reading. ``first`` says that nothing has been told
    before it."""
    found = lexicon.find(turn.text)
    ends = frozenset(rule.reason for rule in list_rules() if ends_well(found, rule.reason))
    triage = hear_triage([turn.text], [reading])
    silent = find_alarm([turn.text]) is None
    if ends and silent:
        triage = Triage("routine")  # its tone is of the alarm that it ends
    concepts = {match.concept for match in found}
    if silent and names_only(turn.text, concepts):
        triage = Triage("routine")  # "mamma" by itself has no tone
    signs = count_signs(concepts)
    kind = _kind(turn, reading, signs, first)
    if kind in TELLING and is_elsewhere(concepts):
        kind = "outside"
    elif _begins(kind, turn, concepts):
        kind = "situation"
    if triage.level != "routine" and not (kind in BESIDE and signs == 0 and silent):
        kind = "situation"
    elif kind in BESIDE:
        triage = Triage("routine")  # no sign of care and no rule: a car that will not start
    telling = reading.best("support")[1]
    stage, chance = reading.best("stage")
    clear = chance >= read_thresholds().sure_of_new_stage
    astray = kind in BESIDE and _is_astray(turn, reading, concepts)
    return Mark(kind, triage.level, triage.reason, ends, telling, stage if clear else None, astray)


def _begins(kind: str, turn: Turn, concepts: Collection[str]) -> bool:
    """Whether what looks like something else is how a talk begins."""
    if kind in TAKEN_FOR and _pours_out(turn, concepts):
        return True
    return kind in NAME_TAKEN_FOR and "?" not in turn.text and names_only(turn.text, concepts)


def _pours_out(turn: Turn, concepts: Collection[str]) -> bool:
    """Whether a few words say how heavy it is, and are not thrown at the service."""
    words = turn.text.lower().split()
    heavy = not POURED_OUT.isdisjoint(concepts) and not turn.asked
    return heavy and len(words) <= WORDS_POURED_OUT and AT_THE_SERVICE.isdisjoint(words)


def _is_astray(turn: Turn, reading: Reading, concepts: Collection[str]) -> bool:
    """Whether what lies beside care is so for certain. A few words with a person in them ("min
    fru") may be the beginning of anything."""
    if count_signs(concepts) and len(turn.text.split()) <= FEW_WORDS:
        return False
    if is_elsewhere(concepts):
        return True
    sure = SURE_ASTRAY if count_signs(concepts) else SURE_ASTRAY_WITHOUT_SIGNS
    return sum(reading.tasks["kind"].get(kind, 0.0) for kind in BESIDE) >= sure


def _kind(turn: Turn, reading: Reading, signs: int, first: bool) -> str:
    limits = read_thresholds()
    kind, chance = reading.best("kind")
    if kind in BESIDE and _belongs(turn, signs, first):
        return "situation"
    if turn.asked and kind in ANSWERS:
        return "dont_know" if kind == "dont_know" else "situation"
    if first and kind == "dont_know":
        return "situation"  # nothing was asked: it is how a talk begins
    if not first or kind not in BESIDE:
        kind, chance = _unless_doubted(kind, chance, reading)
    needed = limits.sure_of_kind
    if turn.asked and kind not in OFF_THE_QUESTION:
        needed = limits.sure_of_small_talk
    if (signs and kind not in BESIDE_CARE) or (first and kind in NOT_FIRST):
        needed = limits.sure_of_small_talk
    kind = kind if chance >= needed else "situation"
    if not first or kind not in TELLING:
        return kind
    few = len(turn.text.split()) <= FEW_WORDS
    return _beside(reading, signs, SURE_BESIDE_IN_FEW_WORDS if few else SURE_BESIDE) or kind


def _unless_doubted(kind: str, chance: float, reading: Reading) -> tuple[str, float]:
    """The kind, or what the wording takes it for: one reader alone does not wave off what may be
    told ("nej jag menar min bror")."""
    margins = reading.margins.get("kind")
    if kind in TELLING or not margins:
        return kind, chance
    told = max(TELLING, key=lambda telling: margins[telling])
    return (told, 1.0) if margins[told] > margins[kind] else (kind, chance)


def _belongs(turn: Turn, signs: int, first: bool) -> bool:
    """Whether what sounds beside the point has its point in what was asked or told before: a few
    words in reply ("städhjälp"), or a wish of one's own ("jag vill bara gå på bio ibland")."""
    words = turn.text.lower().split()
    if turn.asked:
        return signs > 0 or not first or len(words) <= FEW_WORDS
    return not first and not OWN.isdisjoint(words)


def _beside(reading: Reading, signs: int, sure: tuple[float, float]) -> str | None:
    """What lies beside care, where few signs of care speak against it; None where enough do."""
    chances = {kind: reading.tasks["kind"].get(kind, 0.0) for kind in BESIDE}
    if signs >= len(sure) or sum(chances.values()) < sure[signs]:
        return None
    return max(chances, key=lambda kind: chances[kind])

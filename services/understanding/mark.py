"""What each turn is by itself: a situation, a thank you, an alarm, the end of one."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from threading import Lock

from services.understanding.concept_file import list_concepts
from services.understanding.concepts import Lexicon
from services.understanding.heads import Reading
from services.understanding.situation import Turn
from services.understanding.thresholds import read_thresholds
from services.understanding.triage import Triage, read_triage
from services.understanding.triage_alarm import ends_well, find_alarm
from services.understanding.triage_rule import list_rules

MOST_KEPT = 4096
TELLING = ("situation", "question")
# What is heard as the answer when something was asked, and not as small talk.
ANSWERS = ("affirm", "deny", "dont_know")
# What a turn may be although it names who or what it is about.
BESIDE_CARE = ("want_human", "outside", "something_changed", "dont_know", *TELLING)
# What may be said in the middle of a question, without being very sure.
OFF_THE_QUESTION = ("want_human", *TELLING)
# Nothing has been answered that could have been misunderstood, agreed to or turned down.
NOT_FIRST = ("complain_misunderstood", "affirm", "deny")
CARE_FILES = ("relations", "conditions", "symptoms", "care", "carer", "crisis", "death")


@dataclass(frozen=True)
class Mark:
    """A turn by itself: its kind, its own alarm's level and reason, the reasons of alarms that it
    tells are over (``ends``), how likely its best support type is (``telling``, 0 to 1), and the
    life stage that it clearly speaks of, if any."""

    kind: str
    alarm: str = "routine"
    reason: str | None = None
    ends: frozenset[str] = frozenset()
    telling: float = 0.0
    stage: str | None = None

    @property
    def tells(self) -> bool:
        """Whether it tells of the situation, or asks about it."""
        return self.kind in TELLING or self.alarm != "routine"

    def closes(self, alarms: Iterable[Mark]) -> bool:
        """Whether it lets the alarms before it rest: all ended well, or they thank and leave."""
        if self.alarm != "routine":
            return False
        return self.kind in ("thank", "goodbye") or self.ends_all(alarms)

    def ends_all(self, alarms: Iterable[Mark]) -> bool:
        """Whether it tells that every one of the alarms is over."""
        return all((mark.reason or "medical") in self.ends for mark in alarms)


def mark_turn(turn: Turn, reading: Reading, lexicon: Lexicon, first: bool) -> Mark:
    """The mark of a turn, from its own reading. ``first`` says that nothing came before it."""
    found = lexicon.find(turn.text)
    ends = frozenset(rule.reason for rule in list_rules() if ends_well(found, rule.reason))
    triage = read_triage([turn.text], reading.tasks["triage"])
    if ends and find_alarm([turn.text]) is None:
        triage = Triage("routine")  # its tone is of the alarm that it ends
    care = any(match.concept in _care_concepts() for match in found)
    alarms = triage.level != "routine"
    kind = "situation" if alarms else _kind(turn, reading, care, first)
    telling = reading.best("support")[1]
    stage, chance = reading.best("stage")
    clear = chance >= read_thresholds().sure_of_new_stage
    return Mark(kind, triage.level, triage.reason, ends, telling, stage if clear else None)


def _kind(turn: Turn, reading: Reading, care: bool, first: bool) -> str:
    limits = read_thresholds()
    kind, chance = reading.best("kind")
    if turn.asked and kind in ANSWERS:
        return "dont_know" if kind == "dont_know" else "situation"
    needed = limits.sure_of_kind
    if turn.asked and kind not in OFF_THE_QUESTION:
        needed = limits.sure_of_small_talk
    if (care and kind not in BESIDE_CARE) or (first and kind in NOT_FIRST):
        needed = limits.sure_of_small_talk
    return kind if chance >= needed else "situation"


class Marks:
    """Remembers marks by a digest of the turn, never by its words: earlier turns come again with
    each message."""

    def __init__(self) -> None:
        self._kept: OrderedDict[bytes, Mark] = OrderedDict()
        self._lock = Lock()

    def get(self, turn: Turn, first: bool, make: Callable[[], Mark]) -> Mark:
        """The mark of the turn, made when it is not remembered."""
        key = blake2b(f"{turn.asked}|{first}|{turn.text}".encode(), digest_size=16).digest()
        mark = self._kept.get(key)
        if mark is None:
            mark = make()
            with self._lock:
                self._kept[key] = mark
                if len(self._kept) > MOST_KEPT:
                    self._kept.popitem(last=False)
        return mark


@cache
def _care_concepts() -> frozenset[str]:
    return frozenset(concept.id for concept in list_concepts(names=CARE_FILES))

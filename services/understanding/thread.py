"""The thread of a conversation: which turns still count, and for what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.understanding.mark import Mark

# What may be asked on the side of an alarm that is urgent but no danger.
ASIDE = "question"
# Stages that begin with something that happens.
EVENTS = ("sjukhus", "flytt", "efterlevande")


@dataclass(frozen=True)
class Thread:
    """Places of turns, oldest first.

    ``told`` are those that tell of the matter now, at least one; ``earlier`` those that told of it
    before it changed or calmed down; ``alarming`` those whose alarms may still stand, none when
    the latest alarm is over. ``calmed`` says that this very turn let an alarm rest, ``standing``
    which level stands although this turn is about something else, ``new_stage`` that this turn
    tells of a life stage that none before it spoke of.
    """

    told: tuple[int, ...]
    earlier: tuple[int, ...]
    alarming: tuple[int, ...]
    calmed: bool = False
    standing: str | None = None
    new_stage: bool = False


def follow_thread(marks: Sequence[Mark]) -> Thread:
    """The thread after the last of the turns, at least one."""
    last = len(marks) - 1
    calm = _calm_since(marks)
    alarms = _alarms(marks[calm:-1])
    if alarms and marks[last].closes(alarms):
        return Thread((last,), _told(marks, 0, last), (), calmed=True)
    begin = max(calm, _changed_since(marks))
    told = _told(marks, begin, last) or (last,)
    earlier = _told(marks, 0, begin)
    if _is_aside(marks[last], alarms):
        return Thread((last,), earlier, (last,), standing="urgent")
    return Thread(
        told=told,
        earlier=earlier,
        alarming=tuple(place for place in range(calm, last + 1) if marks[place].tells),
        new_stage=_is_new_stage(marks),
    )


def _told(marks: Sequence[Mark], begin: int, end: int) -> tuple[int, ...]:
    """Turns from ``begin`` to ``end`` (that one too, when it is the last) that tell something."""
    stop = end + 1 if end == len(marks) - 1 else end
    return tuple(place for place in range(begin, stop) if marks[place].tells)


def _is_new_stage(marks: Sequence[Mark]) -> bool:
    *before, last = marks
    return last.tells and last.stage in EVENTS and all(mark.stage != last.stage for mark in before)


def _alarms(marks: Sequence[Mark]) -> list[Mark]:
    return [mark for mark in marks if mark.alarm != "routine"]


def _is_aside(mark: Mark, alarms: Sequence[Mark]) -> bool:
    """Whether something else is asked while an urgent matter stands. Danger lets nothing by."""
    urgent = bool(alarms) and all(alarm.alarm == "urgent" for alarm in alarms)
    return urgent and mark.kind == ASIDE and mark.alarm == "routine"


def _calm_since(marks: Sequence[Mark]) -> int:
    """The first turn after the latest alarm that was let rest, before the last turn."""
    since = 0
    for place, mark in enumerate(marks[:-1]):
        alarms = _alarms(marks[since:place])
        if alarms and mark.closes(alarms):
            since = place + 1
    return since


def _changed_since(marks: Sequence[Mark]) -> int:
    """The first turn after the person said that something has changed, before the last turn."""
    changes = [
        place + 1 for place, mark in enumerate(marks[:-1]) if mark.kind == "something_changed"
    ]
    return changes[-1] if changes else 0

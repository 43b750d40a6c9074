"""How urgent it is: rules on meaning, and the classifier where they are silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.understanding.heads import Reading
from services.understanding.shares import gravest
from services.understanding.triage_alarm import Alarm, find_alarm, find_care, find_reason
from services.understanding.triage_judge import judge, read_signs
from services.understanding.triage_rule import Limits, read_limits


@dataclass(frozen=True)
class Triage:
    """The level (danger, urgent, routine), why, and whether careful words are due.

    ``reason`` is None only when the level is routine: medical, suicide, violence, child, missing,
    fire, overdose, psychosis or social.
    """

    level: str
    reason: str | None = None
    careful: bool = False


def read_triage(turns: Sequence[str], chance: Mapping[str, float]) -> Triage:
    """The triage of a conversation, oldest turn first, at least one.

    ``chance`` is the classifier's probability of danger, urgent and routine. A firm rule alarms
    whatever the classifier says; where the rules are silent it takes a sure classifier.
    """
    limits = read_limits()
    danger, urgent = chance.get("danger", 0.0), chance.get("urgent", 0.0)
    alarm = _backed(find_alarm(turns), danger + urgent, limits)
    level = _level(alarm, danger, urgent, limits)
    if level == "routine":
        return Triage(level, None, find_care(turns) or danger + urgent >= limits.careful)
    return Triage(level, alarm.reason if alarm else find_reason(turns, level))


def hear_triage(turns: Sequence[str], readings: Sequence[Reading]) -> Triage:
    """The triage of a conversation, from readings of the whole of it and of its last turn.

    Before the first training there is no wording to weigh: rules and encoder must do.
    """
    if all("triage" in reading.margins for reading in readings):
        return _weigh(turns, readings)
    return read_triage(turns, gravest(readings))


def _weigh(turns: Sequence[str], readings: Sequence[Reading]) -> Triage:
    """By everything that is known: rules, encoder and wording weighed together."""
    limits = read_limits()
    alarm, exhausted = find_alarm(turns), find_care(turns)
    chance = judge(read_signs(readings, alarm, exhausted))
    crisis = chance["danger"] + chance["urgent"]
    level = _weighed(alarm, chance["danger"], crisis, limits, exhausted)
    if level == "routine":
        return Triage(level, None, exhausted or alarm is not None or crisis >= limits.careful)
    return Triage(level, alarm.reason if alarm else find_reason(turns, level))


def _weighed(
    alarm: Alarm | None, danger: float, crisis: float, limits: Limits, exhausted: bool
) -> str:
    rule = alarm.level if alarm else "routine"
    if danger >= limits.danger or (rule == "danger" and crisis >= limits.danger_ruled):
        return "danger"
    # Exhaustion by itself is met with care and a way on, not with an alarm.
    enough = limits.urgent_exhausted if exhausted and alarm is None else limits.urgent
    sure = crisis >= enough or (rule == "urgent" and crisis >= limits.urgent_ruled)
    return "urgent" if sure else "routine"


def _backed(alarm: Alarm | None, support: float, limits: Limits) -> Alarm | None:
    return alarm if alarm and (alarm.firm or support >= limits.backing) else None


def _level(alarm: Alarm | None, danger: float, urgent: float, limits: Limits) -> str:
    needed = limits.danger_backed if alarm else limits.danger_alone
    if (alarm and alarm.level == "danger") or danger >= needed:
        return "danger"
    return "urgent" if alarm or danger + urgent >= limits.urgent_alone else "routine"

"""How urgent it is: rules on meaning, and the classifier where they are silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.understanding.triage_alarm import Alarm, find_alarm, find_care, find_reason
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


def _backed(alarm: Alarm | None, support: float, limits: Limits) -> Alarm | None:
    return alarm if alarm and (alarm.firm or support >= limits.backing) else None


def _level(alarm: Alarm | None, danger: float, urgent: float, limits: Limits) -> str:
    needed = limits.danger_backed if alarm else limits.danger_alone
    if (alarm and alarm.level == "danger") or danger >= needed:
        return "danger"
    return "urgent" if alarm or danger + urgent >= limits.urgent_alone else "routine"

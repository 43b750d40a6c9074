"""Weighs the signs of danger against one another: encoder, wording and rules.

Each of them errs by itself: the encoder is too sure, a rule knows no context. The weights are
fitted on messages that neither had seen (data/triage/judge.yml).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from math import exp, log

import yaml

from services.understanding.heads import Reading
from services.understanding.triage_alarm import Alarm
from services.understanding.triage_rule import FOLDER

LEAST = 1e-3
CRISES = ("danger", "urgent")


def read_signs(
    readings: Sequence[Reading], alarm: Alarm | None, exhausted: bool
) -> dict[str, float]:
    """The signs by name. Of several readings of a conversation (all of it, its last turn) the
    gravest counts: danger comes suddenly, in the middle of something else."""
    signs = {f"heads_{level}": max(_lead(r, level) for r in readings) for level in CRISES}
    margins = [reading.margins["triage"] for reading in readings]
    signs |= {f"wording_{level}": max(m[level] for m in margins) for level in CRISES}
    signs["wording_routine"] = min(m["routine"] for m in margins)
    for level in CRISES:
        sounds = alarm is not None and alarm.level == level
        signs[f"rule_{level}"] = float(sounds)
        signs[f"firm_{level}"] = float(sounds and alarm is not None and alarm.firm)
    return signs | {"exhausted": float(exhausted)}


def judge(signs: Mapping[str, float]) -> dict[str, float]:
    """The probability of danger, urgent and routine."""
    scores = {
        level: row["bias"] + sum(row[name] * value for name, value in signs.items())
        for level, row in _weights().items()
    }
    highest = max(scores.values())
    parts = {level: exp(score - highest) for level, score in scores.items()}
    total = sum(parts.values())
    return {level: part / total for level, part in parts.items()}


def _lead(reading: Reading, level: str) -> float:
    """How much likelier the heads find the level than routine, as a logarithm."""
    chances = reading.tasks["triage"]
    return log(chances[level] + LEAST) - log(chances["routine"] + LEAST)


@cache
def _weights() -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = yaml.safe_load(
        (FOLDER / "judge.yml").read_text(encoding="utf-8")
    )
    return weights

"""Shares: what is done with the probabilities of one reading, or of two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from services.understanding.heads import Reading

Shares = Mapping[str, float]


def blend(whole: Shares, last: Shares, weight: float) -> dict[str, float]:
    """The shares of the whole with ``weight`` (0 to 1) of the last turn's own."""
    return {label: (1 - weight) * share + weight * last[label] for label, share in whole.items()}


def gravest(readings: Sequence[Reading]) -> dict[str, float]:
    """The gravest triage of several readings of a conversation, as of all of it and of its last
    turn: danger comes suddenly, in the middle of something else."""
    every = [dict(reading.tasks["triage"]) for reading in readings]
    return min(every, key=lambda chance: chance.get("routine", 0.0))


def likely(reading: Reading, task: str, limit: float) -> tuple[str, ...]:
    """Labels that are likely enough: the best, and any other almost as likely."""
    chances = reading.tasks.get(task, {})
    best = max(chances.values(), default=0.0)
    if best < limit:
        return ()
    return tuple(label for label, chance in chances.items() if chance >= max(0.25, best / 2))

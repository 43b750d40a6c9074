"""Shares: what is done with the probabilities of one reading, or of two."""

from __future__ import annotations

from collections.abc import Mapping

from services.understanding.heads import Reading

Shares = Mapping[str, float]


def blend(whole: Shares, last: Shares, weight: float) -> dict[str, float]:
    """The shares of the whole with ``weight`` (0 to 1) of the last turn's own."""
    return {label: (1 - weight) * share + weight * last[label] for label, share in whole.items()}


def gravest(whole: Reading, last: Reading) -> dict[str, float]:
    """The triage of the conversation, or of its last turn alone where that is graver: danger comes
    suddenly, in the middle of something else."""
    both = [dict(reading.tasks["triage"]) for reading in (whole, last)]
    return min(both, key=lambda chance: chance.get("routine", 0.0))


def likely(reading: Reading, task: str, limit: float) -> tuple[str, ...]:
    """Labels that are likely enough: the best, and any other almost as likely."""
    chances = reading.tasks.get(task, {})
    best = max(chances.values(), default=0.0)
    if best < limit:
        return ()
    return tuple(label for label, chance in chances.items() if chance >= max(0.25, best / 2))

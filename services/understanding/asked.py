"""The reply to "vad behöver du hjälp med?" weighs more than its few words do in a long story."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from services.understanding.classifier import LEAST
from services.understanding.shares import Shares

# The story alone, story and reply together, and the reply alone (docs/understanding.md).
WEIGHTS = (0.5, 1.0, 0.5)


def weigh_reply(story: Shares, whole: Shares, reply: Shares) -> dict[str, float]:
    """Shares of support types, summing to 1: the weighted product of three readings with the same
    labels: of what was told before the question, of all of it, and of the reply by itself."""
    readings: Sequence[Shares] = (story, whole, reply)
    scores = sum(
        weight * np.log([reading[label] + LEAST for label in story])
        for weight, reading in zip(WEIGHTS, readings, strict=True)
    )
    chances = np.exp(scores - np.max(scores))
    return dict(zip(story, (float(x) for x in chances / chances.sum()), strict=True))

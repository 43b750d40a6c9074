"""The features that the heads stand on: one row a conversation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from services.understanding.encoder import Encoder, Vectors

BATCH = 32


def featurise(encoder: Encoder, conversations: Sequence[Sequence[str]]) -> Vectors:
    """Feature rows, shape (n, width), float32, in the order given.

    Conversations of like length are encoded together, so that little padding is computed.
    """
    order = sorted(range(len(conversations)), key=lambda index: _length(conversations[index]))
    rows: list[Vectors | None] = [None] * len(conversations)
    for start in range(0, len(order), BATCH):
        batch = order[start : start + BATCH]
        for index, row in zip(
            batch, encoder.encode_many([conversations[i] for i in batch]), strict=True
        ):
            rows[index] = row
    return np.stack([row for row in rows if row is not None])


def _length(turns: Sequence[str]) -> int:
    return sum(len(turn) for turn in turns)

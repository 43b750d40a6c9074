"""Two readers of one conversation: the encoder's heads, and the surface of its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from services.understanding.encoder import Encoder
from services.understanding.heads import Heads, Reading, read_arrays
from services.understanding.thresholds import read_thresholds
from services.understanding.traits import Traits
from services.understanding.wording import Wording

LEAST = 1e-4
UNKNOWN = -1.0  # the margin of a label that the wording has never seen


@dataclass(frozen=True)
class Classifier:
    """What the heads and the wording say together (docs/understanding.md has the measurement).

    Without wording, as before the first training, the heads speak alone.
    """

    encoder: Encoder
    heads: Heads
    traits: Traits
    wording: Wording | None = None

    def read(self, turns: Sequence[str]) -> Reading:
        """Probabilities by task for a conversation, oldest turn first."""
        heads = self.heads.read(self.encoder.encode(turns))
        if self.wording is None:
            return heads
        margins = self.wording.score(self.traits, turns)
        weights = read_thresholds().weight_of_wording
        return Reading(
            {
                task: _together(shares, margins[task], weights[task])
                if weights.get(task)
                else shares
                for task, shares in heads.tasks.items()
            },
            margins,
        )

    def save(self, path: Path) -> None:
        """Write as one .npz file without pickles."""
        arrays = self.heads.to_arrays() | (self.wording.to_arrays() if self.wording else {})
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(path, allow_pickle=False, **arrays)

    @classmethod
    def load(cls, path: Path, traits: Traits) -> Classifier:
        """Read what ``save`` wrote. Raises FileNotFoundError, or ValueError on another format."""
        arrays = read_arrays(path)
        return cls(Encoder(), Heads.from_arrays(arrays), traits, Wording.from_arrays(arrays))


def _together(
    shares: Mapping[str, float], margins: Mapping[str, float], weight: float
) -> dict[str, float]:
    """A softmax over the logarithm of the share plus the weighted margin, likeliest first."""
    scores = np.array(
        [np.log(share + LEAST) + weight * margins.get(x, UNKNOWN) for x, share in shares.items()]
    )
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    order = np.argsort(-chances)
    labels = list(shares)
    return {labels[index]: float(chances[index]) for index in order}

"""Linear scores from the surface of a text: the second opinion beside the encoder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.understanding.traits import Block, Buckets, Counts, Traits

PREFIX = "wording."


@dataclass(frozen=True)
class Wording:
    """``rarity`` (buckets,) weighs each trait; ``weights`` by task: (buckets, labels)."""

    rarity: NDArray[np.float32]
    labels: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, NDArray[np.float16]]
    bias: Mapping[str, NDArray[np.float32]]

    def score(self, traits: Traits, turns: Sequence[str]) -> dict[str, dict[str, float]]:
        """By task: how far each label lies on the right (above 0) or wrong side."""
        buckets, values = weigh(traits.of(turns), self.rarity)
        return {
            task: dict(zip(self.labels[task], self._margins(task, buckets, values), strict=True))
            for task in self.weights
        }

    def _margins(self, task: str, buckets: Buckets, values: Counts) -> list[float]:
        rows = self.weights[task][buckets].astype(np.float32)
        return [float(margin) for margin in values @ rows + self.bias[task]]

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """Arrays by name, for a file."""
        arrays: dict[str, NDArray[np.generic]] = {PREFIX + "rarity": self.rarity}
        for task, labels in self.labels.items():
            arrays[f"{PREFIX}{task}.labels"] = np.array(labels)
            arrays[f"{PREFIX}{task}.weights"] = self.weights[task]
            arrays[f"{PREFIX}{task}.bias"] = self.bias[task]
        return arrays

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]]) -> Wording | None:
        """What ``to_arrays`` gave; None where there is no wording among the arrays."""
        if PREFIX + "rarity" not in arrays:
            return None
        ends = ".labels"
        tasks = [n[len(PREFIX) : -len(ends)] for n in arrays if _is_labels(n, ends)]
        return cls(
            np.asarray(arrays[PREFIX + "rarity"], np.float32),
            {t: tuple(str(x) for x in arrays[f"{PREFIX}{t}{ends}"]) for t in tasks},
            {t: np.asarray(arrays[f"{PREFIX}{t}.weights"], np.float16) for t in tasks},
            {t: np.asarray(arrays[f"{PREFIX}{t}.bias"], np.float32) for t in tasks},
        )


def _is_labels(name: str, ends: str) -> bool:
    return name.startswith(PREFIX) and name.endswith(ends)


def weigh(blocks: Sequence[Block], rarity: NDArray[np.float32]) -> tuple[Buckets, Counts]:
    """Buckets and values of all blocks, each block of length 1 so that none drowns another."""
    values = [counts * rarity[buckets] for buckets, counts in blocks]
    scaled = [row / max(float(np.linalg.norm(row)), 1e-9) for row in values]
    return np.concatenate([buckets for buckets, _ in blocks]), np.concatenate(scaled)

"""The linear heads on the encoder: kind of turn, support, area, stage, triage, writer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from services.understanding.softmax import Matrix, Softmax

TASKS = ("support", "area", "stage", "triage", "writer", "kind", "question")


@dataclass(frozen=True)
class Reading:
    """Probabilities by task: label -> share, likeliest first."""

    tasks: Mapping[str, Mapping[str, float]]

    def best(self, task: str) -> tuple[str, float]:
        """The likeliest label of a task and its probability."""
        return next(iter(self.tasks[task].items()))


@dataclass(frozen=True)
class Heads:
    """One softmax a task."""

    softmaxes: Mapping[str, Softmax]

    def read(self, features: NDArray[np.float32]) -> Reading:
        """The reading of one feature row, shape (features,)."""
        row = np.asarray(features, dtype=np.float64)[None, :]
        return Reading({task: _ranked(s, s.probabilities(row)[0]) for task, s in self._items()})

    def save(self, path: Path) -> None:
        """Write as one .npz file without pickles; weights as 16-bit floats."""
        arrays: dict[str, NDArray[np.generic]] = {}
        for task, softmax in self._items():
            arrays[f"{task}.labels"] = np.array(softmax.labels)
            arrays[f"{task}.weights"] = softmax.weights.astype(np.float16)
            arrays[f"{task}.bias"] = softmax.bias.astype(np.float32)
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(path, allow_pickle=False, **arrays)

    @classmethod
    def load(cls, path: Path) -> Heads:
        """Read what ``save`` wrote. Raises FileNotFoundError, or ValueError on another format."""
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        softmaxes = {task: _softmax(arrays, task) for task in TASKS if f"{task}.labels" in arrays}
        return cls(softmaxes)

    def _items(self) -> list[tuple[str, Softmax]]:
        return list(self.softmaxes.items())


def _softmax(arrays: Mapping[str, NDArray[np.generic]], task: str) -> Softmax:
    labels = tuple(str(label) for label in arrays[f"{task}.labels"])
    weights = arrays[f"{task}.weights"].astype(np.float64)
    return Softmax(labels, weights, arrays[f"{task}.bias"].astype(np.float64))


def _ranked(softmax: Softmax, row: Matrix) -> dict[str, float]:
    order = np.argsort(-row)
    return {softmax.labels[index]: float(row[index]) for index in order}

"""The linear heads on the encoder: kind of turn, support, area, stage, triage, writer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.understanding.softmax import Matrix, Softmax

TASKS = ("support", "area", "stage", "triage", "writer", "kind", "question")


@dataclass(frozen=True)
class Reading:
    """``tasks``: probabilities by task, label -> share, likeliest first. ``margins``: by task, what
    the wording alone says of each label, above 0 where it agrees; empty without a wording."""

    tasks: Mapping[str, Mapping[str, float]]
    margins: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

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

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Arrays by name, for a file; weights as 16-bit floats."""
        arrays: dict[str, NDArray[Any]] = {}
        for task, softmax in self._items():
            arrays[f"{task}.labels"] = np.array(softmax.labels)
            arrays[f"{task}.weights"] = softmax.weights.astype(np.float16)
            arrays[f"{task}.bias"] = softmax.bias.astype(np.float32)
        return arrays

    @classmethod
    def load(cls, path: Path) -> Heads:
        """The heads of a file. Raises FileNotFoundError, or ValueError on another format."""
        return cls.from_arrays(read_arrays(path))

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Heads:
        """What ``to_arrays`` gave."""
        softmaxes = {task: _softmax(arrays, task) for task in TASKS if f"{task}.labels" in arrays}
        return cls(softmaxes)

    def _items(self) -> list[tuple[str, Softmax]]:
        return list(self.softmaxes.items())


def read_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """Arrays by name of an .npz file; pickles are refused with ValueError."""
    with np.load(path, allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}


def _softmax(arrays: Mapping[str, NDArray[Any]], task: str) -> Softmax:
    labels = tuple(str(label) for label in arrays[f"{task}.labels"])
    weights = arrays[f"{task}.weights"].astype(np.float64)
    return Softmax(labels, weights, arrays[f"{task}.bias"].astype(np.float64))


def _ranked(softmax: Softmax, row: Matrix) -> dict[str, float]:
    order = np.argsort(-row)
    return {softmax.labels[index]: float(row[index]) for index in order}

"""Fits the heads on the examples of data/nlu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from services.understanding.example import Example
from services.understanding.heads import Heads
from services.understanding.softmax import Matrix, Softmax, fit_softmax

Shares = dict[str, float]
Target = Callable[[Example], Shares | None]


def fit_heads(
    examples: Sequence[Example], features: Callable[[], Matrix], prior: Heads | None = None
) -> Heads:
    """Heads fitted on the ``features`` (n, width), one row an example. Deterministic. They take
    minutes to make, and are made only when some head must be fitted.

    A head that was tuned together with the encoder (``prior``) and knows every label is kept: on
    other authors' messages it does better than one fitted on the messages the encoder knows by
    heart (docs/understanding.md)."""
    features = cache(features)
    softmaxes = {}
    for task, target in TARGETS.items():
        shares = [target(example) for example in examples]
        rows = [index for index, share in enumerate(shares) if share]
        labels = tuple(sorted({label for share in shares if share for label in share}))
        if len(labels) > 1:
            softmaxes[task] = _tuned(prior, task, labels) or fit_softmax(
                features()[rows],
                _matrix([shares[index] or {} for index in rows], labels),
                labels,
                wrong=_wrong([examples[index] for index in rows], labels, task),
            )
    return Heads(softmaxes)


def _tuned(prior: Heads | None, task: str, labels: tuple[str, ...]) -> Softmax | None:
    """The prior's head for the task, if it knows every label: half a prior is none."""
    found = prior.softmaxes.get(task) if prior else None
    return found if found and set(labels) <= set(found.labels) else None


def _support(example: Example) -> Shares | None:
    """The first counts most; every further right answer less."""
    weights = [1 / (1 + 0.5 * place) for place in range(len(example.first))]
    return {kind: w / sum(weights) for kind, w in zip(example.first, weights, strict=True)}


def _area(example: Example) -> Shares | None:
    return {area: 1 / len(example.area) for area in example.area}


def _one(value: str | None) -> Shares | None:
    return {value: 1.0} if value else None


TARGETS: dict[str, Target] = {
    "support": _support,
    "area": _area,
    "stage": lambda example: _one(example.stage),
    "triage": lambda example: _one(example.triage),
    "writer": lambda example: _one(example.writer),
    "kind": lambda example: _one(example.kind),
    "question": lambda example: _one(example.question),
}


def _matrix(shares: Sequence[Shares], labels: tuple[str, ...]) -> Matrix:
    matrix = np.zeros((len(shares), len(labels)))
    for row, share in enumerate(shares):
        for label, part in share.items():
            matrix[row, labels.index(label)] = part
    return matrix


def _wrong(examples: Sequence[Example], labels: tuple[str, ...], task: str) -> Matrix | None:
    if task != "support":
        return None
    avoided = [{kind: 1.0 for kind in example.avoid if kind in labels} for example in examples]
    return _matrix(avoided, labels)

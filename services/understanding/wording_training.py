"""Fits the wording on the examples of data/nlu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from services.understanding.example import Example
from services.understanding.training import TARGETS
from services.understanding.traits import BUCKETS, Block, Traits
from services.understanding.wording import Wording, weigh

if TYPE_CHECKING:  # what only training needs is slow to import, and heavy to keep
    from scipy.sparse import csr_matrix
    from sklearn.svm import LinearSVC

TASKS = ("support", "triage", "kind", "area", "stage", "question")
# How urgent a reply of two words was cannot be seen from it.
NOT_OF_REPLIES = ("triage",)
# One example in so many lends its answer to "vad behöver du?" as a message of its own.
REPLY_EVERY = 3
# A trait seen in fewer examples than this says nothing about the next one.
FEWEST = 2
# Several answers may be right: the row counts once for each, less for each further one.
SHARE_OF_PLACE = (1.0, 0.4, 0.2)
LOOSENESS = 0.3


def fit_wording(examples: Sequence[Example], traits: Traits) -> Wording:
    """The wording fitted on the examples. Deterministic; seconds for each thousand examples."""
    told = len(examples)
    examples = [*examples, *_replies(examples)]
    blocks = [traits.of(_turns(index, example)) for index, example in enumerate(examples)]
    rarity = _rarity(blocks)
    rows = _matrix(blocks, rarity)
    fits = {}
    for task in TASKS:
        count = told if task in NOT_OF_REPLIES else len(examples)
        fits[task] = _fit(rows[:count], examples[:count], task)
    return Wording(
        rarity,
        {task: labels for task, (labels, _, _) in fits.items()},
        {task: weights for task, (_, weights, _) in fits.items()},
        {task: bias for task, (_, _, bias) in fits.items()},
    )


def _replies(examples: Sequence[Example]) -> list[Example]:
    """Answers to "vad behöver du?" by themselves, each once, right where their story was."""
    found = {
        example.need.lower(): replace(example, turns=(example.need,), need=None, stage=None)
        for example in examples[::REPLY_EVERY]
        if example.need and example.kind == "situation"
    }
    return list(found.values())


def _turns(index: int, example: Example) -> tuple[str, ...]:
    """Every other row with the answer to "vad behöver du?", as it stands in a conversation."""
    return (*example.turns, example.need) if example.need and index % 2 else example.turns


def _rarity(blocks: Sequence[Sequence[Block]]) -> NDArray[np.float32]:
    seen = np.zeros(BUCKETS)
    for row in blocks:
        for buckets, _ in row:
            seen[buckets] += 1
    rarity = np.log((1 + len(blocks)) / (1 + seen)) + 1
    rarity[seen < FEWEST] = 0
    return np.asarray(rarity, np.float32)


def _matrix(blocks: Sequence[Sequence[Block]], rarity: NDArray[np.float32]) -> csr_matrix:
    from scipy.sparse import csr_matrix

    rows = [weigh(row, rarity) for row in blocks]
    ends = np.cumsum([0, *(len(buckets) for buckets, _ in rows)])
    columns = np.concatenate([buckets for buckets, _ in rows])
    values = np.concatenate([values for _, values in rows])
    matrix = csr_matrix((values, columns, ends), shape=(len(rows), BUCKETS))
    matrix.sum_duplicates()
    return matrix


def _fit(
    rows: csr_matrix, examples: Sequence[Example], task: str
) -> tuple[tuple[str, ...], NDArray[np.float16], NDArray[np.float32]]:
    from sklearn.svm import LinearSVC

    picked, answers, counts = [], [], []
    for index, example in enumerate(examples):
        shares = TARGETS[task](example) or {}
        for place, label in enumerate(list(shares)[: len(SHARE_OF_PLACE)]):
            picked.append(index)
            answers.append(label)
            counts.append(SHARE_OF_PLACE[place])
    machine = LinearSVC(C=LOOSENESS, random_state=1).fit(rows[picked], answers, counts)
    weights, bias = _for_each_label(machine)
    labels = tuple(str(label) for label in machine.classes_)
    return labels, weights.astype(np.float16), bias.astype(np.float32)


def _for_each_label(machine: LinearSVC) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Columns of weights and biases; between two labels the machine keeps only one."""
    weights, bias = machine.coef_.T, machine.intercept_
    if len(machine.classes_) == 2:
        return np.hstack([-weights, weights]), np.concatenate([-bias, bias])
    return weights, bias

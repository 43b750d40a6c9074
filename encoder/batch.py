"""Examples -> tensors: token ids, and per task the shares of the right labels."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer

from encoder.network import PAD
from encoder.noise import spoil
from services.understanding.encoder import END, MAX_TOKENS, START
from services.understanding.example import Example
from services.understanding.training import TARGETS

DONT_KNOW = "vet inte"
FEWEST_NEEDS = 4
POOL = 16  # batches sorted by length together, so that little padding is computed


@dataclass(frozen=True)
class Texts:
    """Token ids and mask, each of shape (n, tokens)."""

    ids: torch.Tensor
    mask: torch.Tensor


@dataclass(frozen=True)
class Needs:
    """What the persons of some rows answered to "vad behöver du?". ``rows`` (k,) are their places
    in the batch; ``same`` (k, k) says which of the answers are the same words."""

    texts: Texts
    rows: torch.Tensor
    same: torch.Tensor


@dataclass(frozen=True)
class Batch:
    """``targets`` and ``wrong`` by task: (n, labels); a row of zeros where nothing is known.
    ``needs`` is None where too few rows have one to be told apart."""

    texts: Texts
    targets: dict[str, torch.Tensor]
    wrong: torch.Tensor
    needs: Needs | None


def list_labels(examples: Sequence[Example]) -> dict[str, list[str]]:
    """The labels of each task that occur in the examples."""
    found = {}
    for task, target in TARGETS.items():
        labels = sorted({label for example in examples for label in target(example) or ()})
        if labels:
            found[task] = labels
    return found


def iterate_batches(
    examples: Sequence[Example],
    labels: dict[str, list[str]],
    tokenizer: Tokenizer,
    chance: random.Random,
    size: int,
) -> Iterator[Batch]:
    """One pass over the examples in random order, freshly spoilt."""
    rows = list(examples)
    chance.shuffle(rows)
    batches = []
    for start in range(0, len(rows), size * POOL):
        pool = sorted(rows[start : start + size * POOL], key=lambda row: sum(map(len, row.turns)))
        batches += [pool[i : i + size] for i in range(0, len(pool), size)]
    chance.shuffle(batches)
    for batch in batches:
        if len(batch) > 1:
            yield _batch(batch, labels, tokenizer, chance)


def _batch(
    rows: Sequence[Example],
    labels: dict[str, list[str]],
    tokenizer: Tokenizer,
    chance: random.Random,
) -> Batch:
    return Batch(
        _pad([_tokens(_turns(row, chance), tokenizer) for row in rows]),
        {task: _shares(rows, task, labels[task]) for task in labels},
        _wrong(rows, labels["support"]),
        _needs(rows, tokenizer),
    )


def _needs(rows: Sequence[Example], tokenizer: Tokenizer) -> Needs | None:
    places = [index for index, row in enumerate(rows) if row.need and row.need != DONT_KNOW]
    if len(places) < FEWEST_NEEDS:
        return None
    needs = [str(rows[index].need).lower() for index in places]
    same = torch.tensor([[one == other for other in needs] for one in needs])
    texts = _pad([_tokens([need], tokenizer) for need in needs])
    return Needs(texts, torch.tensor(places), same)


def _pad(tokens: Sequence[Sequence[int]]) -> Texts:
    width = max(map(len, tokens))
    ids = torch.full((len(tokens), width), PAD)
    mask = torch.zeros((len(tokens), width), dtype=torch.long)
    for index, row in enumerate(tokens):
        ids[index, : len(row)] = torch.tensor(row)
        mask[index, : len(row)] = 1
    return Texts(ids, mask)


def _turns(example: Example, chance: random.Random) -> list[str]:
    """The turns, spoilt; now and then followed by the answer to "vad behöver du?"."""
    turns = [spoil(turn, chance) for turn in example.turns]
    if example.need and example.need != DONT_KNOW and chance.random() < 0.25:
        turns.append(example.need)
    return turns


def _tokens(turns: Sequence[str], tokenizer: Tokenizer) -> list[int]:
    tokens = [START]
    for turn in turns:
        tokens += [*tokenizer.encode(turn).ids, END]
    return tokens if len(tokens) <= MAX_TOKENS else [START, *tokens[-(MAX_TOKENS - 1) :]]


def _shares(rows: Sequence[Example], task: str, labels: Sequence[str]) -> torch.Tensor:
    shares = torch.zeros(len(rows), len(labels))
    for index, row in enumerate(rows):
        for label, share in (TARGETS[task](row) or {}).items():
            shares[index, labels.index(label)] = share
    return shares


def _wrong(rows: Sequence[Example], labels: Sequence[str]) -> torch.Tensor:
    wrong = torch.zeros(len(rows), len(labels))
    for index, row in enumerate(rows):
        for label in row.avoid:
            if label in labels:
                wrong[index, labels.index(label)] = 1
    return wrong

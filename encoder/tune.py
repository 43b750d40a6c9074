"""Tunes the network on data/nlu: `python -m encoder.tune OUT.pt [--start FROM.pt] [--rounds 4]`."""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from pathlib import Path

import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from encoder.batch import iterate_batches, list_labels
from encoder.loss import loss_of
from encoder.network import Network, build_bert
from encoder.source import read_source
from encoder.vocabulary import choose_pieces, make_tokenizer
from services.understanding.example import Example, list_examples

BATCH = 16
HEAD_RATE = 2e-3
# What is stored is a running average over the last few hundred steps: steadier than the last.
KEEP = 0.995


def main() -> None:
    """Train and store network, labels and vocabulary."""
    options = _options()
    torch.manual_seed(options.seed)
    examples = list_examples()
    labels = list_labels(examples)
    source = read_source()
    kept = choose_pieces(source.pieces, (turn for row in examples for turn in row.turns))
    tokenizer = make_tokenizer([source.pieces[index] for index in kept])
    network = Network(build_bert(source, kept), labels)
    if options.start:
        _take_over(network, torch.load(options.start))
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(KEEP), use_buffers=True)
    rounds = _rounds(network, average, examples, labels, tokenizer, options)
    for index, loss in enumerate(rounds):
        sys.stderr.write(f"round {index + 1}: loss {loss:.3f}\n")
        torch.save(average.module.state_dict(), options.out)
    options.out.with_suffix(".json").write_text(json.dumps({"labels": labels, "kept": kept}))
    tokenizer.save(str(options.out.with_suffix(".tokenizer.json")))


def _rounds(network, average, examples: list[Example], labels, tokenizer, options):  # type: ignore[no-untyped-def]
    words = network.bert.embeddings.parameters()
    groups = [
        {"params": list(network.bert.encoder.parameters()), "lr": options.rate},
        # Stored in four bits by the source, and repaired here where our words occur.
        {"params": list(words), "lr": options.rate, "weight_decay": 0.0},
        {"params": [*network.heads.parameters(), *network.centre.parameters()], "lr": HEAD_RATE},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    steps = options.rounds * (math.ceil(len(examples) / BATCH) + 1)
    plan = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [options.rate, options.rate, HEAD_RATE], total_steps=steps, pct_start=0.1
    )
    chance = random.Random(options.seed)
    network.train()
    for _ in range(options.rounds):
        total, count, begun = 0.0, 0, time.time()
        for batch in iterate_batches(examples, labels, tokenizer, chance, BATCH):
            loss = loss_of(network, batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            plan.step()
            average.update_parameters(network)
            total, count = total + loss.item(), count + 1
        sys.stderr.write(f"{count} steps in {time.time() - begun:.0f} s\n")
        yield total / count


def _take_over(network: Network, state: dict[str, torch.Tensor]) -> None:
    """Start from an earlier network wherever the shapes still agree."""
    own = network.state_dict()
    network.load_state_dict(
        {
            name: state[name] if name in state and state[name].shape == value.shape else value
            for name, value in own.items()
        }
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()

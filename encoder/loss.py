"""What the network is pressed to do: know the labels, keep off harm, and know a need by a scene."""

from __future__ import annotations

import math

import torch
from torch.nn.functional import log_softmax, normalize

from encoder.batch import Batch, Needs
from encoder.network import Network

WEIGHTS = {"support": 1.0, "area": 0.5, "stage": 0.3, "triage": 0.6, "kind": 0.6, "question": 0.6}
HARM_WEIGHT = 0.3
# Of the support types that are right, which one comes first matters less than that one does.
ANY_WEIGHT = 0.5
# The need that a person names when asked is the best that is known of what the message means.
NEED_WEIGHT = 0.3
WARMTH = 0.07


def loss_of(network: Network, batch: Batch) -> torch.Tensor:
    """All of it, for one batch; a number."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        means = network.means(batch.texts.ids, batch.texts.mask)
        scores = network.read(means)
    total = loss_of_labels(scores, batch)
    if batch.needs:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            needs = network.means(batch.needs.texts.ids, batch.needs.texts.mask)
        chances = log_softmax(network.read_replies(needs), dim=1)
        replies = -(batch.targets["support"][batch.needs.rows] * chances).sum(1).mean()
        total = total + NEED_WEIGHT * (replies + _apart(means.float(), needs.float(), batch.needs))
    return total


def loss_of_labels(scores: dict[str, torch.Tensor], batch: Batch) -> torch.Tensor:
    """Cross-entropy against shares over all tasks, and a pressure on harmful first contacts."""
    total = torch.zeros(())
    for task, row in scores.items():
        chances = log_softmax(row.float(), dim=1)
        known = batch.targets[task].sum(dim=1).clamp(max=1)
        if known.sum() > 0:
            part = -(batch.targets[task] * chances).sum() / known.sum()
            total = total + WEIGHTS.get(task, 0.2) * part * known.mean().sqrt()
        if task == "support":
            harm = torch.log1p(-chances.exp().clamp(max=0.999))
            total = total - HARM_WEIGHT * (batch.wrong * harm).sum() / len(row)
            total = total + ANY_WEIGHT * _any(batch.targets[task], chances)
    return total


def _any(targets: torch.Tensor, chances: torch.Tensor) -> torch.Tensor:
    """How unlikely it is that any of the right ones comes first, over the rows that have some."""
    known = targets.sum(dim=1) > 0
    if not known.any():
        return torch.zeros(())
    right = chances[known].masked_fill(targets[known] == 0, -math.inf)
    return -torch.logsumexp(right, dim=1).mean()


def _apart(means: torch.Tensor, replies: torch.Tensor, needs: Needs) -> torch.Tensor:
    """How hard it is to tell which need belongs to which message, and the other way round."""
    told = means[needs.rows]
    centre = torch.cat([told, replies]).mean(0, keepdim=True).detach()
    near = normalize(told - centre) @ normalize(replies - centre).T / WARMTH
    itself = torch.eye(len(near), dtype=torch.bool)
    near = near.masked_fill(needs.same & ~itself, -1e4)
    return -(log_softmax(near, 1).diagonal() + log_softmax(near, 0).diagonal()).mean() / 2

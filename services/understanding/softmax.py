"""Multinomial logistic regression with several right answers a row, fitted by L-BFGS."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Softmax:
    """Scores labels for feature rows: ``weights`` (features, labels), ``bias`` (labels,)."""

    labels: tuple[str, ...]
    weights: Matrix
    bias: Matrix

    def probabilities(self, features: Matrix) -> Matrix:
        """Shape (n, labels); each row sums to 1."""
        return _normalise(features @ self.weights + self.bias)


def fit_softmax(
    features: Matrix,
    targets: Matrix,
    labels: tuple[str, ...],
    *,
    wrong: Matrix | None = None,
    prior: Softmax | None = None,
    strength: float = 1e-4,
    most_steps: int = 150,
) -> Softmax:
    """Fit on ``features`` (n, f) and ``targets`` (n, labels), rows of shares that sum to 1.

    ``wrong`` (n, labels) marks labels that would do harm in a row: their probability is pressed
    down. ``strength`` is the L2 penalty on the distance to ``prior`` (to zero without one).
    Deterministic.
    """
    from scipy.optimize import minimize  # only training needs it, and it is slow to import

    count, width = features.shape
    size = width * len(labels)
    start = _start(prior, labels, width)
    home = start[:size].reshape(width, -1)

    def loss(vector: Matrix) -> tuple[float, Matrix]:
        weights, bias = vector[:size].reshape(width, -1), vector[size:]
        chance = np.clip(_normalise(features @ weights + bias), 1e-9, 1 - 1e-6)
        value = -(targets * np.log(chance)).sum()
        slope = chance - targets
        if wrong is not None:
            value += HARM_WEIGHT * -(wrong * np.log(1 - chance)).sum()
            press = HARM_WEIGHT * wrong * chance / (1 - chance)
            slope = slope + press - chance * press.sum(axis=1, keepdims=True)
        grad_weights = features.T @ slope / count + strength * (weights - home)
        value = value / count + strength / 2 * ((weights - home) ** 2).sum()
        return float(value), np.concatenate([grad_weights.ravel(), slope.sum(axis=0) / count])

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": most_steps})
    return Softmax(labels, found.x[:size].reshape(width, -1), found.x[size:])


HARM_WEIGHT = 0.3


def _start(prior: Softmax | None, labels: tuple[str, ...], width: int) -> Matrix:
    """Weights and bias of the prior for the labels it knows, zeros for those it does not."""
    weights, bias = np.zeros((width, len(labels))), np.zeros(len(labels))
    known = prior.labels if prior else ()
    for place, label in enumerate(labels):
        if prior is not None and label in known:
            weights[:, place] = prior.weights[:, known.index(label)]
            bias[place] = prior.bias[known.index(label)]
    return np.concatenate([weights.ravel(), bias])


def _normalise(scores: Matrix) -> Matrix:
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))

"""The linear heads: they learn shares, avoid harm, and hold on to what was there before."""

import numpy as np
import pytest

from services.understanding.softmax import Softmax, fit_softmax

LABELS = ("a", "b", "c")
FEATURES = np.eye(3)


def test_it_learns_which_label_goes_with_which_feature() -> None:
    fitted = fit_softmax(FEATURES, np.eye(3), LABELS)
    assert fitted.probabilities(FEATURES).argmax(axis=1).tolist() == [0, 1, 2]


def test_shares_are_learnt_as_shares() -> None:
    targets = np.array([[0.6, 0.4, 0.0]])
    fitted = fit_softmax(np.ones((1, 1)), targets, LABELS, strength=1e-6)
    assert fitted.probabilities(np.ones((1, 1)))[0] == pytest.approx([0.6, 0.4, 0.0], abs=0.02)


def test_a_harmful_label_is_pressed_down() -> None:
    features, targets = np.ones((2, 1)), np.array([[0.5, 0.5, 0.0], [0.5, 0.5, 0.0]])
    wrong = np.array([[0.0, 1.0, 0.0], [0.0, 1.0, 0.0]])
    pressed = fit_softmax(features, targets, LABELS, wrong=wrong).probabilities(features)
    plain = fit_softmax(features, targets, LABELS).probabilities(features)
    assert pressed[0, 1] < plain[0, 1]


def test_with_a_firm_hold_the_prior_stays() -> None:
    prior = Softmax(LABELS, np.diag([5.0, 5.0, 5.0]), np.zeros(3))
    turned = np.roll(np.eye(3), 1, axis=1)
    fitted = fit_softmax(FEATURES, turned, LABELS, prior=prior, strength=1e6)
    assert np.allclose(fitted.weights, prior.weights, atol=0.01)


def test_a_label_that_the_prior_does_not_know_starts_from_nothing() -> None:
    prior = Softmax(("a", "b"), np.ones((3, 2)), np.zeros(2))
    fitted = fit_softmax(FEATURES, np.eye(3), LABELS, prior=prior)
    assert fitted.labels == LABELS


def test_rows_sum_to_one() -> None:
    softmax = Softmax(LABELS, np.full((3, 3), 50.0), np.array([0.0, 100.0, -100.0]))
    assert softmax.probabilities(FEATURES).sum(axis=1) == pytest.approx(1.0)

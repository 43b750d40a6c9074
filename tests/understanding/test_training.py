"""The features are dear: they are made when a head must be fitted, and only once."""

import numpy as np

from services.understanding.example import Example
from services.understanding.training import fit_heads

EXAMPLES = [
    Example(("a",), first=("sip",), area=("demens",)),
    Example(("b",), first=("hemtjanst",), area=("aldre",)),
] * 4


class Features:
    """Counts how often they are made."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
        self.made += 1
        return np.array([[1.0, 0.0], [0.0, 1.0]] * 4)


def test_heads_that_know_every_label_are_kept_and_nothing_is_made() -> None:
    first = fit_heads(EXAMPLES, Features())
    again = Features()
    kept = fit_heads(EXAMPLES, again, first)
    assert again.made == 0
    assert kept.softmaxes["support"] is first.softmaxes["support"]


def test_they_are_made_once_for_all_heads() -> None:
    features = Features()
    heads = fit_heads(EXAMPLES, features)
    assert features.made == 1
    assert {"support", "area"} <= set(heads.softmaxes)


def test_a_new_label_asks_for_a_new_head() -> None:
    first = fit_heads(EXAMPLES, Features())
    more = [*EXAMPLES, Example(("c",), first=("tolk",))]
    features = Features()
    heads = fit_heads(more, lambda: np.vstack([features(), [[0.5, 0.5]]]), first)
    assert features.made == 1
    assert "tolk" in heads.softmaxes["support"].labels
    assert heads.softmaxes["area"] is first.softmaxes["area"]

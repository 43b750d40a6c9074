"""What is no situation has examples enough, and points at nobody."""

from __future__ import annotations

from collections import Counter

import pytest

from services.understanding.example import Example, list_examples

pytestmark = pytest.mark.data

LEAST = {
    "greet": 50,
    "goodbye": 50,
    "thank": 50,
    "affirm": 50,
    "deny": 50,
    "dont_know": 50,
    "ask_if_robot": 50,
    "complain_misunderstood": 50,
    "want_human": 50,
    "something_changed": 50,
    "about_service": 50,
    "outside": 450,
    "abuse": 60,
    "noise": 80,
}


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return [example for example in list_examples() if example.kind in LEAST]


@pytest.mark.parametrize("kind", LEAST)
def test_a_kind_has_examples_enough(kind: str, examples: list[Example]) -> None:
    assert sum(example.kind == kind for example in examples) >= LEAST[kind]


def test_what_is_no_situation_points_at_nobody(examples: list[Example]) -> None:
    assert [e.turns for e in examples if e.first or e.area or e.question] == []


def test_no_example_stands_under_two_kinds(examples: list[Example]) -> None:
    kinds = Counter(turns for turns, _ in {(e.turns, e.kind) for e in examples})
    assert [turns for turns, count in kinds.items() if count > 1] == []

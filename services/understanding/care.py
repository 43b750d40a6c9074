"""Signs of care: whether anything in a text points to a person who needs somebody."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from services.understanding.concept_file import list_concepts

FILES = (
    "care",
    "carer",
    "conditions",
    "crisis",
    "daily_life",
    "death",
    "money_law",
    "relations",
    "services",
    "symptoms",
)
# Of those, what anything may be: a car will not start now, either.
OF_ANYTHING = frozenset(("time_now", "exposed", "denied", "writer_is_child"))


def count_signs(concepts: Collection[str]) -> int:
    """How many of the concepts speak of a person, an illness, care or danger."""
    return len(_care_concepts().intersection(concepts))


def is_elsewhere(concepts: Collection[str]) -> bool:
    """Whether they speak of what others answer for (pets, waste, parking), and of no care."""
    return bool(_outside_concepts().intersection(concepts)) and not count_signs(concepts)


@cache
def _outside_concepts() -> frozenset[str]:
    outside = frozenset(concept.id for concept in list_concepts(names=("outside",)))
    return outside - {"small_talk", "own_small_ailment"}


@cache
def _care_concepts() -> frozenset[str]:
    return frozenset(concept.id for concept in list_concepts(names=FILES)) - OF_ANYTHING

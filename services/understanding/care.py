"""Signs of care: whether anything in a text points to a person who needs somebody."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from services.understanding.concept_file import list_concepts
from services.understanding.relation import RELATIONS

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
# What may stand around a person who is named: "jag undrar om min gamla morfar".
AROUND = (
    "alltså angående de det e en ett för förlåt gamla gamle gäller handlar hej här jag ja "
    "kära lilla min mina mitt o och om rör skriver undrar va var vuxen vuxna vuxne vår våra vårt "
    "ä är äldre"
)
AROUND_A_NAME = frozenset(AROUND.split())
# Of the concepts, what anything may be of: a car will not start now, either.
OF_ANYTHING = frozenset(("time_now", "exposed", "denied", "writer_is_child"))


def count_signs(concepts: Collection[str]) -> int:
    """How many of the concepts speak of a person, an illness, care or danger."""
    return len(_care_concepts().intersection(concepts))


def names_only(text: str, concepts: Collection[str]) -> bool:
    """Whether a few words say whom it is about, and nothing else: "det är min mamma". One word
    more may be all that matters: "mamma brinner"."""
    named = set(RELATIONS).intersection(concepts)
    words = set(re.findall(r"\w+", text.lower()))
    alone = len(words - AROUND_A_NAME) <= len(named)
    return bool(named) and alone and not count_signs(set(concepts).difference(RELATIONS))


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

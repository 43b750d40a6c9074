"""Whether what was said bears out an area: no illness is named that nobody has spoken of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from services.vocabulary.source import read_yaml

FILE = Path(__file__).resolve().parents[2] / "data" / "understanding" / "evidence.yml"


@dataclass(frozen=True)
class Evidence:
    """The concepts that bear out an area, by area, and how sure (0 to 1) a reading without any
    of them must be."""

    sure_without: float
    concepts: Mapping[str, frozenset[str]]


def borne_out(
    areas: Sequence[str], chances: Mapping[str, float], said: Collection[str]
) -> tuple[str, ...]:
    """The areas, without those that neither the concepts ``said`` nor a sure reading bears out."""
    known = read_evidence()
    return tuple(
        area
        for area in areas
        if area not in known.concepts
        or known.concepts[area].intersection(said)
        or chances[area] >= known.sure_without
    )


@cache
def read_evidence() -> Evidence:
    """The data file."""
    data = read_yaml(FILE)
    concepts = {area: frozenset(ids) for area, ids in data["concepts"].items()}
    return Evidence(float(data["sure_without"]), concepts)

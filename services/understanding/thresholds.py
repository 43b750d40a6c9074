"""How sure the reading must be, from data/understanding/thresholds.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from services.vocabulary.source import read_yaml

FILE = Path(__file__).resolve().parents[2] / "data" / "understanding" / "thresholds.yml"


@dataclass(frozen=True)
class Thresholds:
    """Probabilities, 0 to 1. Each is explained, with its measurement, in the data file."""

    sure_of_support: float
    sure_of_kind: float
    sure_of_small_talk: float
    sure_of_question: float
    sure_of_answer_besides: float
    sure_of_area: float
    sure_of_stage: float
    sure_of_writer: float
    most_questions: int
    weight_of_last: float
    weight_of_new_stage: float
    sure_of_new_stage: float
    weight_of_wording: Mapping[str, float]


@cache
def read_thresholds() -> Thresholds:
    """The thresholds of the data file."""
    return Thresholds(**read_yaml(FILE))

"""The triage rules of data/triage: which concepts together raise an alarm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from services.understanding.concepts import Match
from services.vocabulary.source import read_yaml

FOLDER = Path(__file__).resolve().parents[2] / "data" / "triage"
LEVELS = ("routine", "urgent", "danger")


@dataclass(frozen=True)
class Rule:
    """Alarms when every group of ``all`` has a match, in one sentence or (``within: message``)
    anywhere in the turn. A rule that is not ``firm`` needs some backing by the classifier."""

    level: str
    reason: str
    all: tuple[frozenset[str], ...]
    within: str = "sentence"
    unless: frozenset[str] = frozenset()
    firm: bool = True

    def matches(self, found: Sequence[Match]) -> tuple[Match, ...]:
        """The matches that make the rule alarm, first group first; empty where it does not."""
        if any(match.concept in self.unless for match in found):
            return ()
        groups = [found] if self.within == "message" else list(_by_sentence(found))
        return next((hit for group in groups if (hit := self._hit(group))), ())

    def _hit(self, group: Sequence[Match]) -> tuple[Match, ...]:
        hits: list[Match] = []
        for wanted in self.all:
            hit = next((m for m in group if m.concept in wanted and m not in hits), None)
            if hit is None:
                return ()
            hits.append(hit)
        return tuple(hits)


@dataclass(frozen=True)
class Limits:
    """How sure the classifier must be; explained in data/triage/thresholds.yml."""

    danger_alone: float
    urgent_alone: float
    danger_backed: float
    backing: float
    danger: float
    danger_ruled: float
    urgent: float
    urgent_exhausted: float
    urgent_ruled: float
    careful: float


@cache
def list_rules() -> tuple[Rule, ...]:
    """Every rule, danger first."""
    rows: list[dict[str, Any]] = read_yaml(FOLDER / "rules.yml")
    rules = [_rule(row) for row in rows]
    return tuple(sorted(rules, key=lambda rule: -LEVELS.index(rule.level)))


@cache
def read_limits() -> Limits:
    """The thresholds of the data file."""
    return Limits(**read_yaml(FOLDER / "thresholds.yml"))


def _rule(row: dict[str, Any]) -> Rule:
    groups = tuple(frozenset(group) for group in row.pop("all"))
    return Rule(all=groups, unless=frozenset(row.pop("unless", ())), **row)


def _by_sentence(found: Iterable[Match]) -> Iterator[list[Match]]:
    sentences: dict[int, list[Match]] = {}
    for match in found:
        sentences.setdefault(match.sentence, []).append(match)
    yield from sentences.values()

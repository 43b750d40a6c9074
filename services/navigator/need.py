"""The support map: per need, area and stage, which support types help and in which order."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from services.vocabulary.source import read_yaml

FOLDER = Path(__file__).resolve().parents[2] / "data" / "support_map"


@dataclass(frozen=True)
class Words:
    """Why this contact and what to say there, in Swedish; None where the general words do."""

    why: str | None = None
    say: str | None = None


@dataclass(frozen=True)
class Rule:
    """Support types in order, for some areas and stages; empty means every one."""

    areas: frozenset[str]
    stages: frozenset[str]
    order: tuple[str, ...]

    def fits(self, area: str | None, stage: str | None) -> bool:
        """Whether the rule speaks of this area and stage."""
        return (not self.areas or area in self.areas) and (not self.stages or stage in self.stages)

    @property
    def precision(self) -> int:
        """The more a rule names, the earlier it is heard: area counts before stage."""
        return 2 * bool(self.areas) + bool(self.stages)


@dataclass(frozen=True)
class Need:
    """One kind of need: its own support types, the order by area and stage, and the words."""

    id: str
    title: str
    types: tuple[str, ...]
    rules: tuple[Rule, ...]
    words: dict[str, Words] = field(default_factory=dict)

    def order(self, area: str | None, stage: str | None) -> tuple[str, ...]:
        """Support types for the area and stage, best first; never empty."""
        fitting = [rule for rule in self.rules if rule.fits(area, stage)]
        ranked = sorted(fitting, key=lambda rule: -rule.precision)
        return tuple(dict.fromkeys(kind for rule in ranked for kind in rule.order))


@cache
def list_needs() -> tuple[Need, ...]:
    """All needs, one file each in data/support_map, by file name."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.yml")))


@cache
def needs_by_type() -> dict[str, Need]:
    """Support type -> the need it belongs to."""
    return {kind: need for need in list_needs() for kind in need.types}


def words_for(support_type: str, area: str | None, stage: str | None) -> Words:
    """The map's own words for a support type: for the stage or area if written, else general."""
    need = needs_by_type().get(support_type)
    if need is None:
        return Words()
    keys = (f"{support_type}.{stage}", f"{support_type}.{area}", support_type)
    found = [need.words[key] for key in keys if key in need.words]
    return Words(
        why=next((words.why for words in found if words.why), None),
        say=next((words.say for words in found if words.say), None),
    )


def _read(path: Path) -> Need:
    data: dict[str, Any] = read_yaml(path)
    return Need(
        id=path.stem,
        title=data["title"],
        types=tuple(data["types"]),
        rules=tuple(_rule(row) for row in data["order"]),
        words={key: Words(**row) for key, row in data.get("words", {}).items()},
    )


def _rule(row: dict[str, Any]) -> Rule:
    return Rule(
        areas=frozenset(row.get("areas", ())),
        stages=frozenset(row.get("stages", ())),
        order=tuple(row["types"]),
    )

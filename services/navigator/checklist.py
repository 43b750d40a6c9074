"""The checklist of a visit: what to ask, tell and watch for, by area and stage."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "data" / "checklists"
SECTIONS = ("ask", "tell", "watch", "secrecy", "sip")


@dataclass(frozen=True)
class ChecklistSource:
    """Where an item comes from. `date` is the source's own (it may be "odaterad"), `read` the ISO
    day when it was read; grade A is law or the owner's own page, B is older or undated."""

    id: str
    what: str
    ref: str
    grade: str
    date: str
    read: str


@dataclass(frozen=True)
class ChecklistItem:
    """One thing to do, in Swedish. Empty `areas` or `stages` means every one."""

    id: str
    text: str
    help: str | None
    areas: frozenset[str]
    stages: frozenset[str]
    sources: tuple[ChecklistSource, ...]

    def fits(self, area: str, stage: str) -> bool:
        """Whether the item belongs to the visit."""
        return (not self.areas or area in self.areas) and (not self.stages or stage in self.stages)


@dataclass(frozen=True)
class ChecklistSection:
    """Items under one heading, in the order they are shown."""

    id: str
    title: str
    intro: str | None
    items: tuple[ChecklistItem, ...]


def checklist_for(area: str, stage: str) -> tuple[ChecklistSection, ...]:
    """The sections for an area and a stage; those without items are left out."""
    chosen = [
        ChecklistSection(one.id, one.title, one.intro, _fitting(one, area, stage))
        for one in list_sections()
    ]
    return tuple(section for section in chosen if section.items)


@cache
def list_sections() -> tuple[ChecklistSection, ...]:
    """Every section with all its items, as data/checklists has them."""
    return tuple(_section(name) for name in SECTIONS)


@cache
def list_sources() -> dict[str, ChecklistSource]:
    """Source id -> source."""
    return {key: ChecklistSource(key, **row) for key, row in read_file("sources").items()}


def read_file(name: str) -> dict[str, Any]:
    """The content of data/checklists/<name>.yml."""
    data: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return data


def _fitting(section: ChecklistSection, area: str, stage: str) -> tuple[ChecklistItem, ...]:
    return tuple(item for item in section.items if item.fits(area, stage))


def _section(name: str) -> ChecklistSection:
    data = read_file(name)
    items = tuple(_item(row) for row in data["items"])
    return ChecklistSection(name, data["title"], data.get("intro"), items)


def _item(row: dict[str, Any]) -> ChecklistItem:
    return ChecklistItem(
        id=row["id"],
        text=row["text"],
        help=row.get("help"),
        areas=frozenset(row.get("areas", ())),
        stages=frozenset(row.get("stages", ())),
        sources=tuple(list_sources()[key] for key in row["sources"]),
    )

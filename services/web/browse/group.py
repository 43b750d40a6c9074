"""Arranges entries by what one may need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from services.vocabulary.source import read_yaml
from services.web.browse.entry import Entry

SOURCE = Path(__file__).parent / "groups.yml"
OTHERS = {"id": "mer", "name": "Mer stöd", "types": []}


@dataclass(frozen=True)
class Group:
    """A need and the entries that may meet it."""

    id: str
    name: str
    entries: list[Entry]


def arrange(entries: Iterable[Entry]) -> list[Group]:
    """The entries in the groups of groups.yml; empty groups are left out."""
    rows = [*read_groups(), OTHERS]
    by_type = {kind: row["id"] for row in rows for kind in row["types"]}
    found: dict[str, list[Entry]] = {row["id"]: [] for row in rows}
    for entry in entries:
        found[by_type.get(entry.kind.id, "mer")].append(entry)
    return [Group(row["id"], row["name"], found[row["id"]]) for row in rows if found[row["id"]]]


@cache
def read_groups() -> list[dict[str, Any]]:
    """The rows of groups.yml."""
    rows: list[dict[str, Any]] = read_yaml(SOURCE)
    return rows

"""Reads data/lexicon: the concepts and the ways people put them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "data" / "lexicon"
# YAML reads the bare words yes and no as true and false.
YES_NO: dict[str | bool, str] = {True: "yes", False: "no"}


@dataclass(frozen=True)
class Concept:
    """One concept: ``patterns`` mean it, ``not_in`` cancel a match they overlap.

    ``yes`` and ``no`` are sentences that must and must not match; the tests read them.
    """

    id: str
    title: str
    note: str = ""
    patterns: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


def list_concepts(folder: Path = FOLDER, names: Sequence[str] = ("*",)) -> list[Concept]:
    """Every concept of the folder's YAML files, or of those named ("crisis", "death").

    Raises ValueError on a field it does not know."""
    paths = sorted(path for name in names for path in folder.glob(f"{name}.yml"))
    return [concept for path in paths for concept in _read(path)]


def _read(path: Path) -> Iterator[Concept]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, dict[str, Any]] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    for name, row in data.items():
        try:
            fields = {YES_NO.get(key, key): value for key, value in row.items()}
            yield Concept(id=name, **{key: _value(key, value) for key, value in fields.items()})
        except TypeError as error:
            raise ValueError(f"{path.name}: {name}: {error}") from error


def _value(key: str, value: Any) -> Any:
    """Patterns are one block of text, parted by semicolons or line breaks."""
    if key in ("patterns", "not_in") and isinstance(value, str):
        rows = value.replace("\n", ";").split(";")
        return tuple(row.strip() for row in rows if row.strip())
    return tuple(value) if isinstance(value, list) else value

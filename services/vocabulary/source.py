"""Reads one vocabulary file."""

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "data" / "vocabulary"


def read_rows(name: str) -> list[dict[str, Any]]:
    """The rows of data/vocabulary/<name>.yml, in the order of the file."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with (FOLDER / f"{name}.yml").open(encoding="utf-8") as file:
        rows: list[dict[str, Any]] = yaml.load(file, Loader=loader)
    return rows

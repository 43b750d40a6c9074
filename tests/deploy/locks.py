"""The three lock files, as uv writes them."""

from __future__ import annotations

from functools import cache
from typing import Any

import tomllib

from services.settings import ROOT

PROJECTS = {"webben": ".", "dialogmotorn": "bot", "kodaren": "encoder"}


@cache
def lock_of(folder: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / folder / "uv.lock").read_text(encoding="utf-8"))


@cache
def project_of(folder: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / folder / "pyproject.toml").read_text(encoding="utf-8"))


def packages(folder: str) -> list[dict[str, Any]]:
    """What is fetched: everything but the project itself."""
    return [one for one in lock_of(folder)["package"] if "virtual" not in one["source"]]


def pinned(folder: str) -> dict[str, set[str]]:
    """Version numbers by name; more than one where Pythons or machines differ."""
    found: dict[str, set[str]] = {}
    for one in packages(folder):
        found.setdefault(one["name"], set()).add(one["version"])
    return found

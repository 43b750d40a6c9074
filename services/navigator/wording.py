"""What the service says: texts from data/replies, by key."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from services.vocabulary.source import read_yaml

FOLDER = Path(__file__).resolve().parents[2] / "data" / "replies"


def say(key: str, seed: str = "", **values: str) -> str:
    """The text for ``key`` ("crisis.danger.medical"), with ``values`` put in.

    Where there are several, ``seed`` picks one, always the same for the same seed. Raises KeyError
    for an unknown key or a missing value.
    """
    found = find(key)
    if isinstance(found, list):
        found = found[crc32(seed.encode()) % len(found)]
    if not isinstance(found, str):
        raise KeyError(key)
    return found.format(**values) if values else found


def find(key: str) -> Any:
    """Whatever stands under ``key``: a text, a list of variants, or a group. Raises KeyError."""
    topic, *path = key.split(".")
    node: Any = _topic(topic)
    for name in path:
        node = node[name]
    return node


def has(key: str) -> bool:
    """Whether ``key`` exists."""
    try:
        find(key)
    except (KeyError, FileNotFoundError, TypeError):
        return False
    return True


@cache
def _topic(name: str) -> dict[str, Any]:
    topic: dict[str, Any] = read_yaml(FOLDER / f"{name}.yml")
    return topic

"""Training messages: the examples of data/nlu with their labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "data" / "nlu"
TURN_MARK = " || "


@dataclass(frozen=True)
class Example:
    """One message, or a short conversation, with what an experienced konsulent read in it.

    ``first`` holds every support type that is right as the first contact, best first; ``avoid``
    those that would do harm. None or empty where the message does not tell.
    """

    turns: tuple[str, ...]
    kind: str = "situation"
    first: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    stage: str | None = None
    triage: str = "routine"
    writer: str | None = None
    need: str | None = None
    question: str | None = None
    voice: str = ""


def list_examples(folder: Path = FOLDER) -> list[Example]:
    """Every example of the folder's YAML files, in order of file and row."""
    return [example for path in sorted(folder.glob("*.yml")) for example in _read(path)]


def from_metadata(text: str, intent: str, metadata: Mapping[str, Any]) -> Example:
    """The example of a Rasa training message: its text, intent and metadata."""
    return Example(
        turns=tuple(text.split(TURN_MARK)),
        kind=metadata.get("kind", KIND_OF_INTENT.get(intent, intent)),
        first=tuple(metadata.get("first", ())),
        avoid=tuple(metadata.get("avoid", ())),
        area=tuple(metadata.get("area", ())),
        stage=metadata.get("stage"),
        triage=metadata.get("triage", "routine"),
        writer=metadata.get("writer"),
        need=metadata.get("need"),
        question=metadata.get("question"),
        voice=str(metadata.get("voice", "")),
    )


KIND_OF_INTENT = {"tell_situation": "situation", "ask_question": "question"}


def read_rows(path: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Text, intent and metadata of each example in a file; none in a file of another sort."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    for block in data.get("nlu", ()):
        for row in block.get("examples", ()):
            yield row["text"], block["intent"], row.get("metadata", {})


def _read(path: Path) -> Iterator[Example]:
    return (from_metadata(*row) for row in read_rows(path))

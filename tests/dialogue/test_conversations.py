"""Whole conversations through web, Rasa, actions and registry, as conversations.yml tells them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from services.vocabulary import parent_or_self

ROWS = yaml.safe_load((Path(__file__).parent / "conversations.yml").read_text(encoding="utf-8"))


def test_there_are_forty_or_more() -> None:
    assert len(ROWS) >= 40


GAP = pytest.mark.xfail(reason="känd lucka i dialogen", strict=True)
CASES = [
    pytest.param(row, id=row["name"], marks=[GAP] if row.get("known_gap") else []) for row in ROWS
]


@pytest.mark.parametrize("row", CASES)
def test_conversation(row: dict[str, Any], say: Callable[..., dict[str, Any]]) -> None:
    for turn in row["turns"]:
        found = say(turn["say"], row.get("municipality", "9999"))
        assert found["degraded"] is False
        for key, wanted in turn.items():
            if key != "say":
                CHECKS[key](found, wanted)


def first_any(found: dict[str, Any], wanted: list[str]) -> None:
    assert found["answer"], found
    first = found["answer"]["contacts"][0]["support_type"]
    assert parent_or_self(first) in wanted or first in wanted, first


def listed(found: dict[str, Any], wanted: list[str]) -> None:
    kinds = {contact["support_type"] for contact in found["answer"]["contacts"]}
    assert kinds & set(wanted), kinds


def asks(found: dict[str, Any], wanted: str | None) -> None:
    assert found["asks"] == wanted, found


def triage(found: dict[str, Any], wanted: str) -> None:
    assert found["answer"]["triage"] == wanted


def municipality(found: dict[str, Any], wanted: str) -> None:
    assert found["answer"]["municipality"] == wanted


def area(found: dict[str, Any], wanted: str) -> None:
    assert found["answer"]["area"][0] == wanted, found["answer"]["area"]


def answered(found: dict[str, Any], wanted: bool) -> None:
    assert bool(found["answer"]) is wanted, found


def text(found: dict[str, Any], wanted: str) -> None:
    said = " ".join(reply["text"] for reply in found["replies"])
    assert wanted.lower() in said.lower(), said


def no_number(found: dict[str, Any], wanted: bool) -> None:
    said = " ".join(reply["text"] for reply in found["replies"])
    assert found["answer"] is None
    assert not any(letter.isdigit() for letter in said), said


def buttons(found: dict[str, Any], wanted: int) -> None:
    assert len(found["replies"][-1]["buttons"]) >= wanted, found


CHECKS = {
    check.__name__: check
    for check in (
        first_any,
        listed,
        asks,
        triage,
        municipality,
        area,
        answered,
        text,
        no_number,
        buttons,
    )
}

"""The held-out files keep their format, use the contract's words and repeat nothing."""

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from services.settings import ROOT
from services.vocabulary import AREAS, STAGES, TRIAGE, has_support_type

FOLDER = Path(__file__).parent
PREFIX = {
    "singles": "h",
    "dialogues": "k",
    "questions": "q",
    "off_topic": "o",
    "fresh_singles": "n",
    "fresh_dialogues": "m",
}
LABELLED = ["singles", "dialogues", "questions", "fresh_singles", "fresh_dialogues"]
FRESH = ("fresh_singles", "fresh_dialogues")
LISTS = {"first_any": (1, 6), "include_any": (1, 9), "not_first": (1, 7)}

pytestmark = pytest.mark.data


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of one file, in order."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def codes() -> set[str]:
    """Every municipality's code, the fictional one included."""
    with (ROOT / "data/registry/municipalities.csv").open(encoding="utf-8-sig") as file:
        return {row["code"] for row in csv.DictReader(file, delimiter=";")} | {"9999"}


def sent(row: dict[str, Any]) -> list[str]:
    """What the relative writes: one message, or several turns."""
    return row["turns"] if "turns" in row else [row["message"]]


@pytest.mark.parametrize("name", PREFIX)
def test_ids_follow_the_file_and_each_other(name: str) -> None:
    ids = [row["id"] for row in rows(name)]
    assert [int(one.removeprefix(PREFIX[name])) for one in ids] == list(range(1, len(ids) + 1))


def test_no_text_comes_twice() -> None:
    texts = Counter(" / ".join(sent(row)).lower() for name in PREFIX for row in rows(name))
    assert [text for text, count in texts.items() if count > 1] == []


@pytest.mark.parametrize("name", PREFIX)
def test_every_message_can_be_sent(name: str) -> None:
    assert all(1 <= len(text) <= 2000 for row in rows(name) for text in sent(row))


@pytest.mark.parametrize("name", LABELLED)
def test_labels_are_the_words_of_the_contract(name: str) -> None:
    for row in rows(name):
        facts, expect = row["facts"], row["expect"]
        assert facts["area"] in AREAS and facts["stage"] in STAGES, row["id"]
        assert facts["relation"] and facts["need"], row["id"]
        assert expect["triage"] in TRIAGE, row["id"]
        for key, (least, most) in LISTS.items():
            assert all(map(has_support_type, expect[key])), (row["id"], key)
            assert least <= len(expect[key]) <= most, (row["id"], key)


@pytest.mark.parametrize("name", LABELLED)
def test_what_is_right_first_is_also_included_and_never_harmful(name: str) -> None:
    for row in rows(name):
        first = set(row["expect"]["first_any"])
        # The fresh sets name one contact that must be there, not every one that may come first.
        assert name in FRESH or first <= set(row["expect"]["include_any"]), row["id"]
        assert not first & set(row["expect"]["not_first"]), row["id"]


@pytest.mark.parametrize("name", LABELLED)
def test_danger_is_answered_with_112(name: str) -> None:
    dangers = [row["expect"] for row in rows(name) if row["expect"]["triage"] == "danger"]
    assert all(one["first_any"] == ["larm_112"] for one in dangers)


@pytest.mark.parametrize("name", LABELLED)
def test_municipalities_exist(name: str) -> None:
    known = codes()
    for row in rows(name):
        assert row["municipality"] in known, row["id"]
        assert row["expect"]["municipality"] in known | {None}, row["id"]


def test_a_question_says_what_the_answer_must_hold() -> None:
    for row in rows("questions"):
        stems = row["expect"]["must_say"]
        assert 1 <= len(stems) <= 2 and stems == [stem.lower() for stem in stems], row["id"]


def test_outside_the_field_no_number_unless_the_language_is_another() -> None:
    for row in rows("off_topic"):
        expect = row["expect"]
        assert expect == {"no_phone": True} or set(expect) == {"language"}, row["id"]

"""Danger is heard, look-alikes stay quiet, and rules and classifier weigh together."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from services.understanding.concept_file import list_concepts
from services.understanding.triage import Triage, read_triage
from services.understanding.triage_alarm import find_alarm
from services.understanding.triage_rule import LEVELS, list_rules

DATA = Path(__file__).parent / "data"
CALM = {"danger": 0.0, "urgent": 0.0, "routine": 1.0}
UNSURE = {"danger": 0.1, "urgent": 0.1, "routine": 0.8}
REASONS = set(
    [
        "medical",
        "suicide",
        "violence",
        "child",
        "missing",
        "fire",
        "overdose",
        "psychosis",
        "social",
    ]
)


def _rows(name: str) -> list[list[str]]:
    rows: list[list[str]] = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    return rows


ALARMS = [(level, reason, turns) for level, reason, *turns in _rows("triage_alarms.yml")]
LOOKALIKES = [(level, turns) for level, *turns in _rows("triage_lookalikes.yml")]


def _rank(turns: list[str]) -> int:
    """What the rules alone find, the less certain ones too."""
    alarm = find_alarm(turns)
    return LEVELS.index(alarm.level) if alarm else 0


def test_sets_are_large_enough() -> None:
    assert len(ALARMS) >= 150
    assert len(LOOKALIKES) >= 150
    assert {reason for _, reason, _ in ALARMS} == REASONS


@pytest.mark.parametrize(("level", "least"), [("danger", 0.95), ("urgent", 0.9)])
def test_rules_alone_find_the_alarms(level: str, least: float) -> None:
    ranks = [_rank(turns) for wanted, _, turns in ALARMS if wanted == level]
    found = sum(rank >= LEVELS.index(level) for rank in ranks)
    assert found / len(ranks) >= least


def test_rules_alone_stay_quiet_at_lookalikes() -> None:
    wrong = [turns for level, turns in LOOKALIKES if _rank(turns) > LEVELS.index(level)]
    assert len(wrong) / len(LOOKALIKES) <= 0.01, wrong


def test_rules_give_the_right_reason() -> None:
    alarms = [(find_alarm(turns), reason) for _, reason, turns in ALARMS]
    right = [alarm.reason == reason for alarm, reason in alarms if alarm]
    assert sum(right) / len(right) >= 0.9


@pytest.mark.parametrize(
    ("turns", "chance", "expected"),
    [
        (["pappa andas inte"], CALM, Triage("danger", "medical")),
        (["jag vill dö"], CALM, Triage("urgent", "suicide")),
        (["min son hör röster"], UNSURE, Triage("urgent", "psychosis")),
        (["min son hör röster"], CALM, Triage("routine")),
        (["något hemskt"], {"danger": 0.9, "urgent": 0.1}, Triage("danger", "medical")),
        (["något hemskt"], {"danger": 0.1, "urgent": 0.8}, Triage("urgent", "social")),
        (["jag orkar inte mer"], CALM, Triage("routine", None, careful=True)),
        (["vad kostar hemtjänst"], CALM, Triage("routine")),
    ],
)
def test_rules_and_classifier_weigh_together(
    turns: list[str], chance: dict[str, float], expected: Triage
) -> None:
    assert read_triage(turns, chance) == expected


@pytest.mark.parametrize(
    "turns",
    [
        ["mormor med demens är borta", "hittad, hon satt hos grannen"],
        ["HITTAD! mormor med demens var borta i tre timmar"],
        ["tänk om pappa slutar andas, han andas inte så bra ibland"],
        ["min man fick ont i bröstet i fjol"],
        ["I filmen sköt han henne med ett gevär och hotade barnen"],
        ["jag dör av trötthet"],
    ],
)
def test_resolved_feared_past_and_figurative_is_no_alarm(turns: list[str]) -> None:
    assert read_triage(turns, CALM).level == "routine"


def test_an_alarm_stands_until_it_is_resolved() -> None:
    assert read_triage(["pappa andas inte", "snälla svara"], CALM).level == "danger"


@pytest.mark.data
def test_rules_name_concepts_levels_and_reasons_that_exist() -> None:
    known = {concept.id for concept in list_concepts()}
    for rule in list_rules():
        assert rule.level in LEVELS[1:]
        assert rule.reason in REASONS
        assert {name for group in rule.all for name in group} | rule.unless <= known

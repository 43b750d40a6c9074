"""Every answer is whole, sourced and in klarspråk, and is asked for in many ways."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from services.navigator.question import FOLDER, Question, answer, find_answer, list_answers
from services.understanding.example import Example, list_examples
from services.vocabulary import AREAS, STAGES, has_support_type

pytestmark = pytest.mark.data

LEAST_ANSWERS = 75
LEAST_WORDINGS = 16
SHORT = {"112", "1177", "114 14", "90101"}
SETTINGS = {"stodkontakt"}
SAID_FIRST = {
    "appeal_decision": "inom tre veckor",
    "carer_leave": "lagen om ledighet",
    "child_secrecy": "anonym",
    "closeone_days": "100 dagar",
    "closeone_money": "sjukpenning",
    "compulsory_addiction": "utreda",
    "compulsory_care": "vårdintyg",
    "compulsory_psychiatry": "chefsöverläkare",
    "compulsory_young": "skadligt för barnet",
    "cost_of_care": "maxtaxa",
    "cost_of_relief": "gratis",
    "couple_together": "rätt att fortsätta bo tillsammans",
    "decision_time": "sex månader",
    "estate_inventory": "inom tre månader",
    "estate_report": "gratis",
    "funeral_time": "en månad",
    "lex_sarah": "skyldighet",
    "locked_in": "ingen rätt att låsa in",
    "lss_who": "personkretsar",
    "move_municipality": "får ansöka",
    "new_social_law": "13 kap. 9 §",
    "report_child_anonymous": "vara anonym",
    "report_child_duty": "skyldiga",
    "report_child_then": "inom fjorton dagar",
    "reserved_amount": "rätt att ha kvar",
    "spouse_economy": "oskäligt försämrad ekonomi",
    "urgent_leave": "utan lön",
    "waiting_for_care": "90 dagar",
    "worry_adult": "behöver inte säga vem du är",
}

every_answer = pytest.mark.parametrize("row", list_answers(), ids=lambda row: row.id)


@pytest.fixture(scope="module")
def wordings() -> dict[str, list[Example]]:
    """Question id -> the ways it is asked."""
    found: dict[str, list[Example]] = {}
    for example in list_examples():
        if example.kind == "question":
            found.setdefault(str(example.question), []).append(example)
    return found


def test_there_are_enough_answers_and_no_id_twice() -> None:
    rows = re.findall(r"(?m)^- id: (\w+)$", "".join(p.read_text() for p in FOLDER.glob("*.yml")))
    assert len(rows) >= LEAST_ANSWERS
    assert [id for id, count in Counter(rows).items() if count > 1] == []
    assert len(rows) == len(list_answers())


def test_an_answer_is_found_by_its_id_and_only_by_it() -> None:
    assert answer("sip_what").ring[0] == "sip"
    assert find_answer("sip_what") is answer("sip_what")
    assert find_answer("no_such_question") is None
    with pytest.raises(KeyError):
        answer("no_such_question")


@every_answer
def test_an_id_is_english_and_snake_case(row: Question) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", row.id)


@every_answer
def test_a_question_ends_with_a_question_mark(row: Question) -> None:
    assert row.question.endswith("?")


@every_answer
def test_an_answer_is_two_to_five_short_sentences(row: Question) -> None:
    sentences = [s for s in re.split(r"(?<=[.!?]) (?=[A-ZÅÄÖ])", row.answer) if s]
    assert 2 <= len(sentences) <= 5
    assert len(row.answer) <= 560
    assert max(len(sentence.split()) for sentence in sentences) <= 42
    assert row.answer.endswith(".")


@pytest.mark.parametrize(("id", "asked_for"), SAID_FIRST.items())
def test_an_answer_says_what_was_asked_for_in_its_first_two_sentences(
    id: str, asked_for: str
) -> None:
    first_two = " ".join(re.split(r"(?<=[.!?]) (?=[A-ZÅÄÖ])", answer(id).answer)[:2])
    assert asked_for in first_two


@every_answer
def test_ring_holds_one_to_three_known_support_types(row: Question) -> None:
    assert 1 <= len(row.ring) <= 3
    assert len(set(row.ring)) == len(row.ring)
    assert all(has_support_type(kind) for kind in row.ring)


@every_answer
def test_area_stage_and_setting_are_known(row: Question) -> None:
    assert set(row.area) <= set(AREAS)
    assert set(row.stage) <= set(STAGES)
    assert row.setting is None or row.setting in SETTINGS


@every_answer
def test_a_source_says_what_where_how_sure_and_when(row: Question) -> None:
    assert row.sources
    for source in row.sources:
        assert source.what
        assert source.grade in ("A", "B")
        assert source.ref or source.what.startswith("egen formulering")
        assert source.date == "odaterad" or date.fromisoformat(source.date)
    assert row.check_by > date(2026, 11, 24)


@every_answer
def test_what_stands_on_grade_b_alone_says_that_it_is_not_sure(row: Question) -> None:
    facts = [s for s in row.sources if not s.what.startswith("egen formulering")]
    if facts and all(source.grade == "B" for source in facts):
        assert re.search(r"ofta|enligt|fråga|på många håll|bekräfta|vill", row.answer, re.I)


@every_answer
def test_no_phone_number_is_written_in_an_answer(row: Question) -> None:
    text = row.answer
    for known in SHORT:
        text = text.replace(known, "")
    assert not re.search(r"\d[\d\s-]{4,}\d", re.sub(r"\d{4}:\d+", "", text))


@every_answer
def test_no_sum_of_money_is_written_in_an_answer(row: Question) -> None:
    assert not re.search(r"\d\s*(kr\b|kronor|procent|%)", row.answer)


@every_answer
def test_the_old_paragraph_is_never_given_as_law(row: Question) -> None:
    texts = [row.answer, *(source.ref for source in row.sources)]
    assert not any("5 kap. 10" in text or "2001:453" in text for text in texts)


@every_answer
def test_a_paragraph_named_in_an_answer_stands_in_a_source_of_grade_a(row: Question) -> None:
    for named in re.findall(r"\d+ kap\. \d+ §", row.answer):
        assert any(named in s.ref and s.grade == "A" for s in row.sources)


@every_answer
def test_a_question_is_asked_in_many_ways(
    row: Question, wordings: dict[str, list[Example]]
) -> None:
    asked = wordings.get(row.id, [])
    assert len(asked) >= LEAST_WORDINGS
    assert len({example.turns for example in asked}) == len(asked)
    assert any(len(example.turns) > 1 for example in asked) or row.setting


@every_answer
def test_training_points_at_the_same_contacts_as_the_answer(
    row: Question, wordings: dict[str, list[Example]]
) -> None:
    assert {example.first for example in wordings[row.id]} == {row.ring}


def test_training_asks_only_questions_that_have_an_answer(
    wordings: dict[str, list[Example]],
) -> None:
    assert set(wordings) - {row.id for row in list_answers()} == set()


def test_no_wording_is_asked_of_two_questions(wordings: dict[str, list[Example]]) -> None:
    asked = Counter(
        tuple(turn.casefold() for turn in example.turns)
        for examples in wordings.values()
        for example in examples
    )
    assert [turns for turns, count in asked.items() if count > 1] == []


def test_what_may_not_be_law_is_kept_back_until_it_is_confirmed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("LOTS_CONFIRMED_LAWS", raising=False)
    assert find_answer("stodkontakt") is None
    assert find_answer("right_to_carer_support") is not None
    monkeypatch.setenv("LOTS_CONFIRMED_LAWS", "stodkontakt")
    assert find_answer("stodkontakt") is not None

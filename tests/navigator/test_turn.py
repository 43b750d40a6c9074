"""What is said, turn by turn, as the way without Rasa says it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from services.navigator.turn import reply_to
from services.registry.lookup import Directory
from services.understanding.situation import KINDS, Situation
from tests.navigator.conftest import NIGHT, TUESDAY_MORNING

Make = Callable[..., Situation]


def test_one_message_that_says_enough_gets_its_answer(
    situation: Make, directory: Directory
) -> None:
    reply = reply_to(situation("avlosning"), "9999", TUESDAY_MORNING, directory)
    assert reply.answer is not None
    assert reply.asks is None
    first = reply.answer.contacts[0]
    assert first.name in reply.text
    assert str(first.phone_display) in reply.text


def test_a_vague_one_gets_one_question_with_the_likeliest_as_buttons(
    situation: Make, directory: Directory
) -> None:
    known = {"concepts": ("dementia",), "enough": False}
    vague = replace(situation("avlosning", "demensteam"), **known)
    reply = reply_to(vague, "9999", TUESDAY_MORNING, directory)
    assert (reply.asks, reply.answer) == ("need", None)
    assert [b.title for b in reply.buttons] == ["Några timmar ledigt", "Råd om demens", "Vet inte"]


def test_the_second_question_is_about_something_else(situation: Make, directory: Directory) -> None:
    vague = replace(situation("avlosning"), enough=False, asked=("need",))
    assert reply_to(vague, "9999", NIGHT, directory).asks == "area"


def test_an_unknown_municipality_is_asked_for_beside_the_answer(
    situation: Make, directory: Directory
) -> None:
    reply = reply_to(situation("avlosning"), None, TUESDAY_MORNING, directory)
    assert reply.asks == "municipality"
    assert reply.answer is not None


@pytest.mark.parametrize("reason", ["medical", "suicide", "violence", "child", "missing", "fire"])
def test_danger_says_112_in_its_first_words(
    reason: str, situation: Make, directory: Directory
) -> None:
    danger = situation(triage="danger", triage_reason=reason)
    reply = reply_to(danger, None, NIGHT, directory)
    assert "112" in reply.text.split(".")[0]
    assert reply.answer is not None


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("situation", "question")])
def test_every_kind_of_small_talk_is_met(kind: str, situation: Make, directory: Directory) -> None:
    reply = reply_to(situation("avlosning", kind=kind), "9999", TUESDAY_MORNING, directory)
    assert reply.text.strip()


@pytest.mark.parametrize("kind", ["outside", "abuse"])
def test_what_lies_outside_gets_no_number(kind: str, situation: Make, directory: Directory) -> None:
    reply = reply_to(situation("avlosning", kind=kind), "9999", TUESDAY_MORNING, directory)
    assert reply.answer is None
    assert not any(letter.isdigit() for letter in reply.text)


def test_the_first_greeting_says_what_one_is_talking_to(
    situation: Make, directory: Directory
) -> None:
    reply = reply_to(situation(kind="greet"), "9999", TUESDAY_MORNING, directory)
    assert "automatisk" in reply.text
    assert "personnummer" in reply.text
    assert reply.asks == "need"

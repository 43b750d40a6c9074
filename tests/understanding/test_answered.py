"""A short question that was read as a situation gets its written answer, when that agrees."""

import pytest

from services.understanding.answered import asks_besides, find_question
from services.understanding.heads import Reading
from services.understanding.situation import Need

SURE = Reading({"question": {"god_man_apply": 0.95, "sip_what": 0.05}})
GUARDIAN = (Need("god_man", 0.9), Need("bistandshandlaggare", 0.1))


@pytest.mark.parametrize(
    "text",
    [
        "Hur ansöker man om god man åt farmor?",
        "hur gör man me god man",
        "God man åt min bror, vem söker det?",
    ],
)
def test_a_short_question_gets_the_answer_beside_the_contact(text: str) -> None:
    assert asks_besides(text, SURE, GUARDIAN)


@pytest.mark.parametrize(
    "text",
    [
        "Farmor öppnar inte breven och hyran är obetald",
        "Vi har hållit på i ett halvår nu med hennes räkningar och banken vill inte tala med oss "
        "fast vi har papper på allt, så nu undrar jag bara vem som egentligen ska göra detta?",
        "",
    ],
)
def test_a_tale_is_not_answered_from_a_book(text: str) -> None:
    assert not asks_besides(text, SURE, GUARDIAN)


def test_an_answer_that_points_elsewhere_is_not_given() -> None:
    assert not asks_besides("Hur gör man nu?", SURE, (Need("hemtjanst", 0.9),))


def test_a_doubtful_question_is_not_answered() -> None:
    doubtful = Reading({"question": {"god_man_apply": 0.5, "forvaltare": 0.5}})
    assert not asks_besides("Hur ansöker man om god man?", doubtful, GUARDIAN)


def test_without_a_trained_model_no_question_is_known() -> None:
    assert not asks_besides("Hur ansöker man om god man?", Reading({}), GUARDIAN)
    assert find_question(Reading({}), "question") is None
    assert find_question(SURE, "question") == "god_man_apply"
    assert find_question(SURE, "situation") is None

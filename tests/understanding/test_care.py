"""Signs of care, pressed buttons, and the covered numbers that are no words."""

import pytest

from services.understanding.care import count_signs, is_elsewhere
from services.understanding.choice import find_choice
from services.understanding.concepts import Lexicon
from services.understanding.redaction import mask, unmask
from services.understanding.situation import Turn


@pytest.mark.parametrize("text", ["min mamma", "demens", "hon ramlade", "jag orkar inte"])
def test_a_person_or_an_illness_is_a_sign(text: str) -> None:
    assert count_signs(Lexicon().concepts(text)) > 0


@pytest.mark.parametrize("text", ["skriv en limerick om en älg", "hur fryser man in kantareller"])
def test_a_limerick_is_none(text: str) -> None:
    assert count_signs(Lexicon().concepts(text)) == 0


def test_a_cat_is_for_others_and_mums_cat_is_not() -> None:
    assert is_elsewhere(Lexicon().concepts("min katt har kastat upp en hårboll"))
    assert not is_elsewhere(Lexicon().concepts("mamma orkar inte ta hand om katten"))


@pytest.mark.parametrize(
    ("text", "asked", "chosen"),
    [
        ("Jag vill prata med någon som lyssnar.", "need", "enskilt_samtal"),
        ("Jag vill prata med någon som lyssnar.", None, "enskilt_samtal"),
        ("Minne och demens", "area", "demens"),
        ("Minne och demens", "need", None),
        ("jag vill prata", "need", None),
    ],
)
def test_a_pressed_button_is_known(text: str, asked: str | None, chosen: str | None) -> None:
    assert find_choice(Turn(text, asked)) == chosen


def test_a_covered_number_leaves_no_word() -> None:
    assert unmask(mask("min mamma 19380412-1234 behöver hemtjänst")) == (
        "min mamma behöver hemtjänst"
    )
    assert unmask("[telefon]") == "[telefon]"

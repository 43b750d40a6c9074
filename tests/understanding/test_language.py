"""Swedish in all its forms stays Swedish; other languages are heard, and danger in them."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from services.understanding.language import detect_language, language_alarm

TABLE: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "data" / "languages.yml").read_text(encoding="utf-8")
)
REPLIES = Path(__file__).parents[2] / "data" / "replies" / "languages.yml"
NINE = ["en", "fi", "ar", "so", "uk", "fa", "es", "bs", "de"]
SENTENCES = [(code, text) for code in [*NINE, "other", "sv"] for text in TABLE[code]]
DANGERS = [(code, text) for code, texts in TABLE["alarm_danger"].items() for text in texts]


@pytest.mark.parametrize(("code", "text"), SENTENCES)
def test_the_language_is_heard(code: str, text: str) -> None:
    assert detect_language(str(text)) == code


@pytest.mark.parametrize(("code", "text"), DANGERS)
def test_danger_is_heard_in_its_language(code: str, text: str) -> None:
    assert language_alarm(text) == "danger"
    assert detect_language(text) == code


@pytest.mark.parametrize("text", TABLE["no_alarm"])
def test_illness_and_tiredness_are_no_alarm(text: str) -> None:
    assert language_alarm(text) is None


def test_every_language_has_its_reply() -> None:
    replies = yaml.safe_load(REPLIES.read_text(encoding="utf-8"))
    assert set(replies) == set(NINE)
    for code, reply in replies.items():
        assert reply["lang"] == code
        assert reply["dir"] == ("rtl" if code in ("ar", "fa") else "ltr")
        assert "112" in reply["text"] and "{" not in reply["text"]
        if code != "fa":
            assert detect_language(reply["text"]) == code


def test_swedish_messages_are_not_called_foreign() -> None:
    """The training data, but for the English that tries to change what the service is."""
    texts = [
        line.split("text:", 1)[1].strip(' "')
        for file in (Path(__file__).parents[2] / "data" / "nlu").glob("*.yml")
        for line in file.read_text(encoding="utf-8").splitlines()
        if "- text:" in line
    ]
    foreign = [text for text in texts if detect_language(text) not in ("sv", "en")]
    english = [text for text in texts if detect_language(text) == "en"]
    assert foreign == [] and len(english) <= 0.001 * max(len(texts), 1000), (foreign, english)


@given(st.text(max_size=300))
def test_any_text_has_a_language(text: str) -> None:
    assert detect_language(text) in (*NINE, "other", "sv")
    assert language_alarm(text) in ("danger", "urgent", None)

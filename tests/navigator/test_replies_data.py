"""What the service says, as data: every key the code uses is there, and is said well."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from services.navigator.support import first_contact, say_support
from services.navigator.wording import FOLDER, find, has, say
from services.registry.lookup import Directory
from services.understanding.situation import KINDS, Situation
from services.vocabulary import AREAS, STAGES, SUPPORT_TYPES
from tests.navigator.conftest import NIGHT, TUESDAY_MORNING

ROOT = FOLDER.parents[1]
REASONS = (
    "medical",
    "suicide",
    "violence",
    "child",
    "missing",
    "fire",
    "overdose",
    "psychosis",
    "social",
)
VALUES = {
    "name": "Anhörigstödet",
    "number": "016-00 00 00",
    "way": "kommunens växel",
    "ask_for": "anhörigkonsulenten",
    "hours": "öppet nu",
    "now": "Det är öppet nu",
}


def texts(node: Any, key: str) -> Iterator[tuple[str, str]]:
    """Every text under a node of data/replies, with its key."""
    if isinstance(node, str):
        yield key, node
    elif isinstance(node, list):
        for place, one in enumerate(node):
            yield from texts(one, f"{key}[{place}]")
    else:
        for name, one in node.items():
            yield from texts(one, f"{key}.{name}")


def topic(name: str) -> list[tuple[str, str]]:
    data = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return list(texts(data, name))


def keys_in_code() -> set[str]:
    """The constant keys that the navigator and the actions ask for."""
    found: set[str] = set()
    for room in ("services/navigator", "actions"):
        for path in Path(ROOT, room).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(node.value)
    topics = {path.stem for path in FOLDER.glob("*.yml")} - {"languages"}
    return {key for key in found if re.fullmatch(rf"({'|'.join(topics)})\.[a-z_.]*[a-z]", key)}


@pytest.mark.data
@pytest.mark.parametrize("key", sorted(keys_in_code()))
def test_every_key_the_code_names_exists(key: str) -> None:
    assert find(key)


@pytest.mark.data
@pytest.mark.parametrize(
    "key",
    [
        *(f"crisis.danger.{reason}" for reason in REASONS),
        *(f"crisis.urgent.{reason}" for reason in REASONS),
        *(f"acknowledge.{area}" for area in AREAS),
        *(f"acknowledge.{stage}" for stage in STAGES),
        *(f"acknowledge.{key}" for key in ("child", "exhausted", "refuses", "general")),
        *(f"small_talk.{kind}" for kind in KINDS if kind not in ("situation", "question")),
        *(f"answer.ways.{way}" for way in ("kommunens_vaxel", "sjukvard_1177")),
        *(f"ask.{thing}" for thing in ("need", "area", "stage", "relation", "municipality")),
    ],
)
def test_every_key_the_code_puts_together_exists(key: str) -> None:
    assert say(key)


@pytest.mark.data
def test_every_support_type_has_a_button_a_relative_would_press() -> None:
    buttons = find("buttons") if has("buttons") else {}
    buttons = buttons or yaml.safe_load((FOLDER / "buttons.yml").read_text(encoding="utf-8"))
    assert set(buttons) == set(SUPPORT_TYPES)
    titles = [one["title"] for one in buttons.values()]
    assert len(titles) == len(set(titles))
    for one in buttons.values():
        assert set(one) == {"title", "say"}
        assert len(one["title"]) <= 30
        assert one["say"].endswith(".")
        assert not one["say"].startswith("/")


@pytest.mark.data
@pytest.mark.parametrize(("key", "text"), topic("acknowledge"))
def test_an_acknowledgement_is_short_and_names_no_contact(key: str, text: str) -> None:
    assert len(text) <= 110
    assert text.endswith(".")
    assert not re.search(r"[0-9{}!?]|stackars|tycker synd", text, re.I)


@pytest.mark.data
def test_acknowledgements_come_in_three_to_five() -> None:
    data = yaml.safe_load((FOLDER / "acknowledge.yml").read_text(encoding="utf-8"))
    assert {key for key, variants in data.items() if not 3 <= len(variants) <= 5} == set()


@pytest.mark.data
@pytest.mark.parametrize(("key", "text"), topic("crisis"))
def test_a_crisis_is_met_with_the_number_first_and_few_words(key: str, text: str) -> None:
    assert len(text) <= 170
    if key.startswith("crisis.danger"):
        assert "112" in text.split(".")[0]
    if key.startswith("crisis.urgent."):
        assert text.startswith("Ring {name}, {number}")
        assert "112" in text


@pytest.mark.data
@pytest.mark.parametrize("name", ["answer", "crisis", "small_talk", "ask"])
def test_placeholders_are_those_the_code_fills(name: str) -> None:
    for _, text in topic(name):
        assert text.format(**VALUES)


@pytest.mark.data
@pytest.mark.parametrize("kind", ["outside", "abuse", "goodbye", "thank", "noise"])
def test_what_is_no_matter_of_support_gives_no_number(kind: str) -> None:
    assert not re.search(r"[0-9]", say(f"small_talk.{kind}"))


@pytest.mark.data
@pytest.mark.parametrize("name", ["acknowledge", "answer", "ask", "crisis", "small_talk"])
def test_texts_are_klarsprak(name: str) -> None:
    for key, text in topic(name):
        assert not re.search(r"kontakta oss|t\.ex\.|m\.m\.|bl\.a\.|vänligen|användare", text), key
        assert "  " not in text


def test_a_number_that_is_the_name_is_said_once(
    situation: Callable[..., Situation], directory: Directory
) -> None:
    for kind in ("sjukvard_1177", "kvinnofridslinjen", "polis_114_14"):
        told = situation(kind)
        reply = say_support(told, "9999", NIGHT, directory)
        assert reply.answer is not None
        number = str(reply.answer.contacts[0].phone_display)
        assert first_contact(told, reply.answer)[0].count(number) == 1


def test_what_is_urgent_and_not_registered_names_the_way_there(
    situation: Callable[..., Situation], directory: Directory
) -> None:
    urgent = situation(triage="urgent", triage_reason="psychosis")
    text = say_support(urgent, "0480", TUESDAY_MORNING, directory).text
    assert text.startswith("Ring 1177 redan nu och fråga efter den psykiatriska akutmottagningen")

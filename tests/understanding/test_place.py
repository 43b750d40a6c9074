"""The municipality where the close one lives is read from people's own words."""

from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from services.understanding.place import find_municipality
from services.understanding.place_name import read_names, read_places
from services.understanding.place_search import search_municipalities

FILE = Path(__file__).parent / "data" / "places.yml"
TABLE: list[list[Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
FRESH: list[list[Any]] = yaml.safe_load(
    (FILE.parent / "places_fresh.yml").read_text(encoding="utf-8")
)
GOAL = 0.98
ROWS = read_places("municipalities")
IDS = [row["code"] for row in ROWS]
FOLD = str.maketrans("åäöÅÄÖé", "aaoAAOe")


def _read(row: list[Any]) -> str | None:
    turns = row[1] if isinstance(row[1], list) else [row[1]]
    return find_municipality(turns, row[2] if len(row) > 2 else None).code


def test_at_least_98_of_100_sentences_are_read_right() -> None:
    wrong = [(row, found) for row in TABLE if (found := _read(row)) != row[0]]
    assert len(TABLE) >= 200
    assert len(wrong) <= (1 - GOAL) * len(TABLE), wrong


def test_fresh_messages_are_read_as_well_as_has_been_reached() -> None:
    """Written before the reading was mended: then 74 of the 100 places were read right and 13 of
    the 60 messages without a home were read as having one; afterwards 99 of 100, and 0 of 60.

    That they were looked at while mending flatters the second figure. Four rounds of others, each
    measured before anything was mended by it, gave 48 of 50, 47 of 50, 39 of 40 and 27 of 30
    places, and 17 of 30, 9 of 30, 7 of 20 and 3 of 10 false among sentences chosen to mislead;
    nearly all of them are in places.yml now.
    """
    right = sum(_read(row) == row[0] for row in FRESH if row[0])
    false = [row for row in FRESH if row[0] is None and _read(row)]
    assert len(FRESH) == 160
    assert right >= 98
    assert not false


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_every_municipality_is_read(row: dict[str, Any]) -> None:
    name = row["name"]
    for text in (
        f"mamma bor i {name}",
        f"pappa bor i {name}s stad" if name[-1] not in "sxz" else f"pappa bor i {name} stad",
        f"{row['genitive']} kommun",
        f"mamma bor i {name.lower()}",
        f"mamma bor i {name.lower().translate(FOLD)}",
        name,
        name.lower(),
    ):
        found = find_municipality([text]).code
        assert found == row["code"] or _same_folded(name, text), text


def _same_folded(name: str, text: str) -> bool:
    """Habo and Håbo are one word without diacritics."""
    return name == "Håbo" and "habo" in text


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_every_municipality_is_read_misspelt(row: dict[str, Any]) -> None:
    name = row["name"]
    if len(name) < 6 or " " in name or "-" in name:
        pytest.skip("too short, or of two words")
    middle = len(name) // 2
    misspelt = name[:middle] + name[middle + 1 :]
    found = find_municipality([f"mamma bor i {misspelt}"]).code
    assert found in (row["code"], None)
    assert search_municipalities(misspelt)[:3].count(row["code"]) == 1


def test_misspelt_names_are_mostly_read() -> None:
    names = [row for row in ROWS if len(row["name"]) >= 7 and row["name"].isalpha()]
    read = 0
    for row in names:
        name = row["name"]
        doubled = name[:3] + name[2] + name[3:]
        read += find_municipality([f"mamma bor i {doubled}"]).code == row["code"]
    assert read >= GOAL * len(names)


@pytest.mark.parametrize(
    "sentence",
    [
        "{}. Mamma, 83, har ramlat",
        "Mamma, 83, har ramlat. {}.",
        "Svärmor ({}) har ramlat",
        "Min man har demens, {}",
        "finns det anhörigstöd i {}?",
        "läkaren i {} säger nej",
    ],
)
def test_swapped_letters_are_read_where_a_place_is_due(sentence: str) -> None:
    names = [row for row in ROWS if len(row["name"]) >= 5 and row["name"].isalpha()]
    read = 0
    for row in names:
        name, middle = row["name"], len(row["name"]) // 2
        swapped = name[:middle] + name[middle + 1] + name[middle] + name[middle + 2 :]
        found = find_municipality([sentence.format(swapped)]).code
        assert found in (row["code"], None), swapped
        read += found == row["code"]
    assert read >= GOAL * len(names)


@pytest.mark.parametrize(("code", "listed"), read_places("districts")["districts"].items())
def test_every_district_is_read(code: str, listed: list[str]) -> None:
    for name in listed:
        assert find_municipality([f"mamma bor i {name}"]).code == code, name


def test_no_name_stands_twice_without_being_called_ambiguous() -> None:
    for names in read_names().by_key.values():
        assert len({name.name.casefold() for name in names}) == len(names), names


@pytest.mark.parametrize(
    ("old", "name"),
    [
        ("Wexjö", "Växjö"),
        ("Eslöf", "Eslöv"),
        ("Lidkjöping", "Lidköping"),
        ("Kungelf", "Kungälv"),
        ("Kathrineholm", "Katrineholm"),
        ("Wisby", "Gotland"),
        ("Norrtelge", "Norrtälje"),
    ],
)
def test_an_old_spelling_is_read(old: str, name: str) -> None:
    assert find_municipality([f"mor bor i {old}"]).name == name


@pytest.mark.parametrize("text", ["Björn. Han är sjuk", "Han är sjuk. Linda", "Tack, Åsa"])
def test_a_name_that_signs_or_heads_a_message_is_no_place(text: str) -> None:
    assert find_municipality([text]).code is None


def test_the_page_knows_better_than_the_town_of_a_hospital() -> None:
    turns = ["pappa ligger på lasarettet i Ljungby"]
    assert find_municipality(turns).code == "0781"
    assert find_municipality(turns, "0767").code is None
    assert find_municipality(["mamma bor i Ljungby"], "0767").code == "0781"


def test_a_journey_begins_at_home_unless_a_close_one_is_helped_at_its_end() -> None:
    assert find_municipality(["vi kör från Hjo till Skövde för mannens dialys"]).name == "Hjo"
    helps = ["jag kör från Hjo till Skövde för att hjälpa pappa"]
    assert find_municipality(helps).name == "Skövde"


def test_who_asks_for_a_place_is_answered_where_the_close_one_will_live() -> None:
    wish = "Mor bor i Hjo men vill flytta till oss i Skövde."
    assert find_municipality([f"{wish} Hur ansöker hon om äldreboende?"]).name == "Skövde"
    assert find_municipality([f"{wish} Jag är så trött."]).name == "Hjo"


def test_a_long_message_is_read_fast() -> None:
    text = "Pappa bor i Hjo och jag kör från Skövde till honom varje kväll efter jobbet. " * 25
    find_municipality([text])
    begin = perf_counter()
    for _ in range(5):
        find_municipality([text])
    assert (perf_counter() - begin) / 5 < 0.05


def test_an_ambiguous_name_gives_its_candidates() -> None:
    reading = find_municipality(["mormor bor i Järna"])
    assert reading.code is None and reading.ambiguous == ("0181", "2021")
    assert reading.quote == "Järna"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("2584", "2584"),
        ("kiruna", "2584"),
        ("Kiruna kommun", "2584"),
        ("gbg", "1480"),
        ("götebrog", "1480"),
        ("malmo", "1280"),
        ("öste", "0117"),
        ("Farsta", "0180"),
        ("sundsval", "2281"),
        ("exempel", "9999"),
        ("stockholms stad", "0180"),
        ("upplands v", "0114"),
    ],
)
def test_a_search_finds_the_municipality(words: str, code: str) -> None:
    assert code in search_municipalities(words)


@pytest.mark.parametrize("words", ["", "   ", "qqqqzzz", "/", "'; drop table"])
def test_a_search_for_nothing_finds_nothing(words: str) -> None:
    assert search_municipalities(words) == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=200), min_size=1, max_size=3))
def test_any_text_can_be_read(turns: list[str]) -> None:
    reading = find_municipality(turns)
    assert reading.code is None or reading.code in read_names().municipalities
    assert len(search_municipalities(turns[0])) <= 8

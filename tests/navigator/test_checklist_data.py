"""Every visit has a checklist, without gaps and without copies, and every item a source."""

import re
from collections import Counter
from datetime import date, datetime

import pytest

from services.navigator.checklist import (
    SECTIONS,
    ChecklistItem,
    checklist_for,
    list_sections,
    list_sources,
    read_file,
)
from services.navigator.checklist_contact import contacts_for
from services.navigator.need import list_needs
from services.registry.lookup import Directory
from services.settings import STOCKHOLM
from services.vocabulary import has_support_type, list_areas, list_stages

pytestmark = pytest.mark.data

AREAS = [term.id for term in list_areas()]
STAGES = [term.id for term in list_stages()]
VISITS = [(area, stage) for area in AREAS for stage in STAGES]
ITEMS = [item for section in list_sections() for item in section.items]
NIGHT = datetime(2026, 11, 28, 2, 0, tzinfo=STOCKHOLM)
GRIEF = "efterlevande"


def items_of(area: str, stage: str) -> list[ChecklistItem]:
    return [item for section in checklist_for(area, stage) for item in section.items]


def test_there_are_sixty_three_visits() -> None:
    assert len(VISITS) == 63


@pytest.mark.parametrize(("area", "stage"), VISITS)
def test_every_visit_has_enough_to_go_by(area: str, stage: str) -> None:
    chosen = items_of(area, stage)
    assert 8 <= len(chosen) <= 45
    sections = [section.id for section in checklist_for(area, stage)]
    assert sections[:4] == ["ask", "tell", "watch", "secrecy"]
    assert ("sip" in sections) == (stage != GRIEF)


@pytest.mark.parametrize(("area", "stage"), VISITS)
def test_every_visit_minds_violence_children_and_secrecy(area: str, stage: str) -> None:
    chosen = {item.id for item in items_of(area, stage)}
    assert {"duty_to_report", "listen"} <= chosen
    assert stage == GRIEF or "violence" in chosen
    assert area == "barn_som_anhorig" or "children_in_family" in chosen


def test_an_item_is_written_once() -> None:
    assert [key for key, n in Counter(item.id for item in ITEMS).items() if n > 1] == []
    texts = Counter(re.sub(r"\W+", " ", item.text.casefold()) for item in ITEMS)
    assert [text for text, n in texts.items() if n > 1] == []


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_an_item_is_meant_for_somebody_and_says_where_it_is_from(item: ChecklistItem) -> None:
    assert item.areas <= set(AREAS) and item.stages <= set(STAGES)
    assert any(item in items_of(area, stage) for area, stage in VISITS)
    assert item.sources
    assert "!" not in item.text + (item.help or "")
    assert re.search(r"[.?”]$", item.text) and len(item.text) <= 150


def test_what_is_asked_is_a_question() -> None:
    ask = next(section for section in list_sections() if section.id == "ask")
    assert [item.text for item in ask.items if not item.text.endswith("?")] == []


def test_every_source_is_dated_and_used() -> None:
    used = {source.id for item in ITEMS for source in item.sources}
    assert set(list_sources()) == used
    for source in list_sources().values():
        assert source.what and source.ref and source.grade in ("A", "B")
        assert source.date == "odaterad" or re.fullmatch(r"20\d\d-\d\d(-\d\d)?", source.date)
        assert date.fromisoformat(source.read) >= date(2026, 11, 1)
        assert source.grade == "B" or source.date != "odaterad"


def test_no_item_quotes_the_law_that_no_longer_holds() -> None:
    text = " ".join(source.ref for source in list_sources().values())
    assert "5 kap. 10 §" not in text and "14 kap. 1 §" not in text and "2001:453" not in text


def test_the_contact_rules_name_what_exists() -> None:
    data = read_file("contacts")
    needs = {need.id for need in list_needs()}
    assert [name for rule in data["rules"] for name in rule["needs"] if name not in needs] == []
    assert all(has_support_type(kind) for group in data["urgent"].values() for kind in group)
    assert set(SECTIONS) <= {section.id for section in list_sections()}


@pytest.mark.parametrize("place", ["9999", "0480", None])
@pytest.mark.parametrize(("area", "stage"), VISITS)
def test_every_visit_ends_in_someone_to_call(
    directory: Directory, area: str, stage: str, place: str | None
) -> None:
    contacts = contacts_for(area, stage, place, NIGHT, directory)
    assert contacts.usual and contacts.urgent[0].phone == "112"
    keys = [one.id or one.support_type for one in (*contacts.usual, *contacts.urgent)]
    assert len(keys) == len(set(keys))
    assert all(one.say and one.why for one in contacts.usual)

"""The brochure: sheets to fold, and the same pages in reading order."""

import pytest

from services.paper import Brochure, BrochureLine, BrochurePlace, PaperContact, brochure_pdf
from tests.paper.picture import codes, draw, is_edge_white
from tests.paper.reading import assert_readable_aloud, read, size_of, text_of

CONTACT = PaperContact(
    "Anhörigkonsulent för äldre, långvarigt sjuka och personer med funktionsnedsättning",
    "08-465 004 00",
    "mån, ons, fre kl. 10–15, tis kl. 13–18",
    "Kontrollerat 1 november 2026.",
)
LINES = (BrochureLine("Bris 116 111", "116 111", "dygnet runt", "för barn och unga"),)


def place(number: int, *contacts: PaperContact, switchboard: str | None = None) -> BrochurePlace:
    address = f"https://lots.example/?kommun={1000 + number}"
    return BrochurePlace(f"Örnsköldsvik {number:02}", contacts, switchboard, address)


def brochure(*places: BrochurePlace) -> Brochure:
    return Brochure(
        "Västernorrlands län", "24 november 2026", "https://lots.example/", places, LINES
    )


@pytest.mark.parametrize(("places", "sides"), [(1, 2), (8, 2), (9, 2), (20, 4), (49, 6)])
def test_it_is_whole_sheets_to_fold(places: int, sides: int) -> None:
    pdf = brochure_pdf(brochure(*(place(number) for number in range(places))))
    assert [size_of(page) for page in read(pdf).pages] == [(297, 210)] * sides
    assert_readable_aloud(pdf)


@pytest.mark.parametrize("size", ["a4", "a5"])
@pytest.mark.parametrize("contacts", [(), (CONTACT,), (CONTACT,) * 3], ids=["none", "one", "three"])
def test_every_municipality_is_there_once(size: str, contacts: tuple[PaperContact, ...]) -> None:
    text = text_of(brochure_pdf(brochure(*(place(n, *contacts) for n in range(49))), size))
    assert [text.count(f"Örnsköldsvik {number:02}") for number in range(49)] == [1] * 49


def test_the_outside_of_the_first_sheet_is_back_and_front() -> None:
    sides = read(brochure_pdf(brochure(*(place(n) for n in range(20))))).pages
    texts = [side.extract_text() for side in sides]
    assert "Egna nummer" in texts[0] and "Vem ska jag ringa?" in texts[0]
    assert "Du kan få stöd" in texts[1]
    assert "Så når du din kommun" in texts[2] + texts[3]


def test_on_a_screen_the_pages_come_in_reading_order() -> None:
    pages = read(brochure_pdf(brochure(*(place(n) for n in range(20))), "a5")).pages
    assert "Vem ska jag ringa?" in pages[0].extract_text()
    assert "Du kan få stöd" in pages[1].extract_text()
    assert "Egna nummer" in pages[-1].extract_text()


def test_where_nothing_is_registered_it_shows_the_way() -> None:
    text = text_of(brochure_pdf(brochure(place(1), place(2, switchboard="08-465 004 07"))))
    assert text.count("Ring kommunens växel") == 2
    assert "08-465 004 07" in text and text.count("Nummer:") == 1


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_nothing_runs_over_the_edge(monkeypatch: pytest.MonkeyPatch, size: str) -> None:
    whole = brochure(*(place(n, *[CONTACT] * 3) for n in range(6)))
    pages = draw(monkeypatch, lambda: brochure_pdf(whole, size), 72)
    assert all(is_edge_white(page, 8, 72) for page in pages)


def test_each_municipality_has_its_own_code(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = brochure(*(place(number) for number in range(3)))
    pages = draw(monkeypatch, lambda: brochure_pdf(whole, "a5"), 150)
    found = {code for page in pages for code in codes(page)}
    assert found == {"https://lots.example/", *(one.address for one in whole.places)}

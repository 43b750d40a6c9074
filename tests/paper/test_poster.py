"""The poster: one thing to read from afar, on A4 and A3."""

import pytest

from services.paper import Look, PaperContact, Poster, poster_pdf
from tests.paper.picture import codes, draw, is_edge_white
from tests.paper.reading import assert_readable_aloud, read, size_of, text_of, words

ADDRESS = "https://anhoriglots.exempelkommun.example/?kommun=9999"
LONGEST = "Anhörigkonsulent för äldre, långvarigt sjuka och personer med funktionsnedsättning"
UNBROKEN = "Funktionsnedsättningsförvaltningens" * 2
LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4">'
    b'<rect width="8" height="4" fill="#7a1f4f"/></svg>'
)


def contact(whom: str = "Anhörigkonsulent") -> PaperContact:
    return PaperContact(whom, "08-465 004 00", "mån–fre kl. 9–11", "Kontrollerat 1 november 2026.")


def poster(*contacts: PaperContact, place: str = "Exempelkommun") -> Poster:
    way = None if contacts else "Ring kommunens växel"
    dated = None if contacts else "Inget kontrollerat nummer fanns."
    return Poster(place, contacts, way, dated, ADDRESS)


@pytest.mark.parametrize(("size", "measure"), [("a4", (210, 297)), ("a3", (297, 420))])
@pytest.mark.parametrize("count", [0, 1, 3])
@pytest.mark.parametrize("whom", ["Anhörigkonsulent", LONGEST, UNBROKEN])
def test_it_is_one_page(size: str, measure: tuple[int, int], count: int, whom: str) -> None:
    pdf = poster_pdf(poster(*[contact(whom)] * count), size)
    assert [size_of(page) for page in read(pdf).pages] == [measure]
    assert_readable_aloud(pdf)


def test_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="a5"):
        poster_pdf(poster(contact()), "a5")


def test_the_number_is_seen_from_afar() -> None:
    page = read(poster_pdf(poster(contact()))).pages[0]
    assert max(word.size for word in words(page) if "08-465" in word.text) >= 40


def test_without_a_number_it_shows_the_way() -> None:
    text = text_of(poster_pdf(poster()))
    assert "Ring kommunens växel" in text and "Inget kontrollerat nummer" in text
    assert "112" in text and "1177" in text


@pytest.mark.parametrize("whom", [LONGEST, UNBROKEN])
def test_nothing_runs_over_the_edge(monkeypatch: pytest.MonkeyPatch, whom: str) -> None:
    pages = draw(monkeypatch, lambda: poster_pdf(poster(*[contact(whom)] * 3)), 72)
    assert all(is_edge_white(page, 8, 72) for page in pages)


def test_the_code_opens_the_chat_with_the_municipality_set(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = draw(monkeypatch, lambda: poster_pdf(poster(contact())), 72)
    assert codes(pages[0]) == [ADDRESS]


def test_it_carries_the_municipality_s_own_look() -> None:
    pdf = poster_pdf(poster(contact()), "a4", Look("Stöd i Exempelkommun", "#7a1f4f", LOGO))
    assert "Stöd i Exempelkommun" in text_of(pdf)
    assert_readable_aloud(pdf)

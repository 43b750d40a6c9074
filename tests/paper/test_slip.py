"""The slip: A5, readable at arm's length whatever is on it, and aloud."""

import pytest

from services.paper import Look, Slip, SlipContact, slip_pdf
from tests.paper.picture import codes, draw, is_edge_white
from tests.paper.reading import assert_readable_aloud, read, size_of, text_of, words

HOSTILE = '#panic("x") *stjärna* $math$ #include "/etc/passwd" </svg> \\ "]'
ADDRESS = "https://anhoriglots.exempelkommun.example/lapp?kommun=9999&k=" + ",".join(
    f"{number:08x}" for number in range(5)
)


def contact(name: str = "Anhörigkonsulent", **changed: object) -> SlipContact:
    values: dict[str, object] = {
        "name": name,
        "number": "08-465 004 00",
        "hours": "mån–fre kl. 9–11",
        "way": None,
        "why": "Där finns någon som lyssnar.",
        "say": "Jag stöttar min mamma och börjar bli trött.",
        "dated": "Kontrollerat 1 november 2026.",
        "fresh": True,
    }
    return SlipContact(**(values | changed))  # type: ignore[arg-type]


def slip(*contacts: SlipContact) -> Slip:
    return Slip("Exempelkommun", "24 november 2026", ADDRESS, contacts)


LONG = contact("Samordnad individuell plan för anhöriga " * 4, say="Jag vill veta mer. " * 20)
UNBROKEN = contact("Äldreomsorgsförvaltningens" * 3, say="Anhörigstödssamordnare" * 5)


@pytest.mark.parametrize(
    ("one", "count", "pages"),
    [(contact(), 1, 1), (contact(), 2, 1), (contact(), 5, 1), (LONG, 1, 1), (LONG, 5, 2)],
)
def test_it_takes_one_page_and_a_second_only_when_it_must(
    one: SlipContact, count: int, pages: int
) -> None:
    made = read(slip_pdf(slip(*[one] * count)))
    assert len(made.pages) == pages
    assert {size_of(page) for page in made.pages} == {(148, 210)}


@pytest.mark.parametrize("count", [1, 3, 5])
@pytest.mark.parametrize("one", [contact(), LONG], ids=["short", "long"])
def test_no_type_is_smaller_than_nine_points(one: SlipContact, count: int) -> None:
    made = read(slip_pdf(slip(*[one] * count)))
    assert min(word.size for page in made.pages for word in words(page)) >= 8.99


def test_a_single_number_is_large() -> None:
    page = read(slip_pdf(slip(contact()))).pages[0]
    number = next(word for word in words(page) if "08-465" in word.text)
    assert number.size >= 24


def test_a_contact_is_never_divided_between_pages() -> None:
    made = read(slip_pdf(slip(*[LONG] * 5)))
    for page in made.pages:
        text = page.extract_text()
        assert text.count("Kontrollerat") == text.count("08-465 004 00") > 0


def test_the_pages_are_numbered_when_there_are_two() -> None:
    assert "Sida 2 av 2" in text_of(slip_pdf(slip(*[LONG] * 5)))
    assert "Sida" not in text_of(slip_pdf(slip(contact())))


@pytest.mark.parametrize("one", [contact(), LONG], ids=["short", "long"])
def test_the_page_can_be_read_aloud(one: SlipContact) -> None:
    assert_readable_aloud(slip_pdf(slip(*[one] * 5)))


def test_what_the_registry_holds_is_only_text() -> None:
    pdf = slip_pdf(slip(contact(HOSTILE, say=HOSTILE, dated=HOSTILE)))
    assert len(read(pdf).pages) == 1 and "#panic" in text_of(pdf)


def test_what_is_old_says_so() -> None:
    text = text_of(slip_pdf(slip(contact(), contact(fresh=False, dated="Gammal."))))
    assert "08-465 004 00" in text and "Obs! Gammal." in text


@pytest.mark.parametrize("one", [contact(), LONG, UNBROKEN], ids=["short", "long", "unbroken"])
def test_nothing_runs_over_the_edge(monkeypatch: pytest.MonkeyPatch, one: SlipContact) -> None:
    pages = draw(monkeypatch, lambda: slip_pdf(slip(*[one] * 5)))
    assert all(is_edge_white(page, 5) for page in pages)


def test_the_code_on_the_paper_opens_the_same_slip(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = draw(monkeypatch, lambda: slip_pdf(slip(*[contact()] * 5)))
    assert codes(pages[0]) == [ADDRESS]


def test_a_logo_that_cannot_be_printed_keeps_no_number_back() -> None:
    broken = Look("Exempelkommun", "#1f5550", b"\x89PNG\r\n\x1a\nbroken", "png")
    text = text_of(slip_pdf(slip(contact()), broken))
    assert "08-465 004 00" in text and "Exempelkommun" in text

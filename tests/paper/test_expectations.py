"""The expectations sheet: two columns, filled in or to write on."""

import pytest

from services.paper import Expectations, Look, expectations_pdf
from tests.paper.picture import draw, is_edge_white
from tests.paper.reading import assert_readable_aloud, read, size_of, text_of

FULL = ("Att ni säger till i mycket god tid när något ändras i planen för helgen " * 2,) * 12
UNBROKEN = ("Anhörigstödssamordnarens" * 6,)


def test_empty_it_is_one_page_to_write_on() -> None:
    pdf = expectations_pdf(Expectations())
    assert [size_of(page) for page in read(pdf).pages] == [(210, 297)]
    assert_readable_aloud(pdf)


def test_what_was_filled_in_is_there() -> None:
    sheet = Expectations(doing=("Handlar",), expecting=("Att ni ringer",), again="1 mars")
    text = text_of(expectations_pdf(sheet, Look("Exempelkommun")))
    assert all(word in text for word in ("Handlar", "Att ni ringer", "1 mars", "Exempelkommun"))


@pytest.mark.parametrize("lines", [FULL, UNBROKEN], ids=["full", "unbroken"])
def test_nothing_runs_over_the_edge(
    monkeypatch: pytest.MonkeyPatch, lines: tuple[str, ...]
) -> None:
    sheet = Expectations(lines, lines, lines, lines, lines, lines, lines[0])
    pages = draw(monkeypatch, lambda: expectations_pdf(sheet), 72)
    assert all(is_edge_white(page, 8, 72) for page in pages)


def test_everything_written_comes_along() -> None:
    sheet = Expectations(doing=tuple(f"Rad {number}." for number in range(12)), expecting=FULL)
    text = text_of(expectations_pdf(sheet))
    assert all(f"Rad {number}." in text for number in range(12))
    assert text.count("god tid") == 24

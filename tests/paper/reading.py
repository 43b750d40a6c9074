"""A PDF read back: its text, its pages, and what a screen reader finds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from pypdf import PageObject, PdfReader

MILLIMETRE = 72 / 25.4


@dataclass(frozen=True)
class Word:
    """A piece of text with its size in points and its left edge and base line in millimetres."""

    text: str
    size: float
    left: float
    bottom: float


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """All the text with its spaces as single ones."""
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


def size_of(page: PageObject) -> tuple[int, int]:
    """Width and height in whole millimetres."""
    box = page.mediabox
    return round(float(box.width) / MILLIMETRE), round(float(box.height) / MILLIMETRE)


def words(page: PageObject) -> Iterator[Word]:
    """The pieces of text of a page, with their true sizes."""
    found: list[Word] = []

    def visit(text: str, cm: list[float], tm: list[float], _: object, size: float) -> None:
        if text.strip():
            left, bottom = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            true_size = abs(size * tm[3] * cm[3])
            found.append(Word(text.strip(), true_size, left / MILLIMETRE, bottom / MILLIMETRE))

    page.extract_text(visitor_text=visit)
    return iter(found)


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """The fonts' names, and whether each is embedded."""
    found: dict[str, bool] = {}
    for page in read(pdf).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            inner = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
            descriptor = inner["/FontDescriptor"]
            embedded = any(name in descriptor for name in ("/FontFile2", "/FontFile3"))
            found[font["/BaseFont"]] = embedded
    return found


def assert_readable_aloud(pdf: bytes) -> None:
    """Tagged, Swedish, with a title, and with fonts that go along."""
    root = read(pdf).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith("sv")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    fonts = fonts_of(pdf)
    assert fonts and all(fonts.values())
    assert all("LiberationSans" in name for name in fonts)


def assert_inside(pdf: bytes, margin: float) -> None:
    """No text begins outside the margins (millimetres)."""
    for page in read(pdf).pages:
        width, height = size_of(page)
        for word in words(page):
            assert margin - 1 <= word.left <= width - margin, word
            assert margin - 1 <= word.bottom <= height - margin, word

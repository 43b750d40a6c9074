"""A municipality's own look: what may be chosen, and what is taken out of a logo."""

import struct
import zlib
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from services.registry.appearance import (
    Appearance,
    BadAppearance,
    find_appearance,
    save_appearance,
)
from services.registry.colour import BadColour, check_colour, contrast, darkened
from services.registry.logo import PNG, SVG, BadLogo, Logo, clean_logo


def png(width: int = 2, height: int = 2, *extra: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data).to_bytes(4)
        return len(data).to_bytes(4) + kind + data + crc

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    middle = b"".join(chunk(b"tEXt", text) for text in extra)
    parts = chunk(b"IHDR", header), middle, chunk(b"IDAT", rows), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def svg(inside: str, attributes: str = "") -> bytes:
    start = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" {attributes}>'
    return f"{start}{inside}</svg>".encode()


def save(engine: Engine, wanted: Appearance) -> None:
    save_appearance(engine, "9999", wanted, by="karin", clock=lambda: datetime.now(UTC))


def test_what_is_chosen_is_found_by_others(engine: Engine) -> None:
    assert find_appearance(engine, "9999") == find_appearance(engine, None) == Appearance()
    logo = clean_logo(png())
    save(engine, Appearance(" Exempelkommun ", "1F5550", logo))
    assert find_appearance(engine, "9999") == Appearance("Exempelkommun", "#1f5550", logo)
    save(engine, Appearance())
    assert find_appearance(engine, "9999") == Appearance()


@pytest.mark.parametrize(
    ("wanted", "field"),
    [(Appearance(colour="#ffff00"), "colour"), (Appearance(name="x" * 81), "name")],
)
def test_what_cannot_be_used_is_said_at_its_field(
    engine: Engine, wanted: Appearance, field: str
) -> None:
    with pytest.raises(BadAppearance) as refused:
        save(engine, wanted)
    assert refused.value.field == field


def test_contrast_is_as_wcag_counts_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("text", ["", "grön", "#fff", "#12345g", "rgb(0,0,0)", "#1f5550; x:y"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(BadColour, match="sex tecken"):
        check_colour(text)


@pytest.mark.parametrize("text", ["#ffff00", "#777777", "#ff8800"])
def test_a_pale_colour_is_refused_with_one_that_works(text: str) -> None:
    with pytest.raises(BadColour, match="kontrasten") as refused:
        check_colour(text)
    better = darkened(text)
    assert better in str(refused.value)
    assert check_colour(better) == better


def test_a_png_keeps_its_picture_alone() -> None:
    assert clean_logo(png(2, 2, b"Author\0Karin")) == Logo(png(), PNG)
    assert clean_logo(png() + b"<script>") == Logo(png(), PNG)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        png()[:40],
        png().replace(b"IDAT", b"IDAX"),
        png(3000, 1),
        b"x" * 300_000,
        svg("<path d='M0 0"),
        svg("<g>" * 20_000 + "</g>" * 20_000),
        svg("<use href='#a'/>" * 21),
        b'<!DOCTYPE svg [<!ENTITY x "y">]>' + svg("&x;"),
        b'<html xmlns="http://www.w3.org/1999/xhtml"><svg/></html>',
    ],
)
def test_what_is_no_logo_is_refused(content: bytes) -> None:
    with pytest.raises(BadLogo):
        clean_logo(content)


ATTACKS = [
    "<script>alert(1)</script>",
    "<g onclick='alert(1)'><path d='M0 0'/></g>",
    "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
    "<image href='https://evil.example/x.png'/>",
    "<use href='https://evil.example/x.svg#y'/>",
    "<a href='javascript:alert(1)'><path d='M0 0'/></a>",
    "<style>@import 'https://evil.example'</style>",
    "<path fill='url(https://evil.example)'/>",
    "<path style='fill:url(https://evil.example);background:x'/>",
    "<animate attributeName='href' to='javascript:alert(1)'/>",
    "<set attributeName='onload' to='alert(1)'/>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_svg_keeps_its_shapes_alone(attack: str) -> None:
    logo = clean_logo(svg(attack + "<rect width='9' height='9' fill='#123456'/>", "onload='x()'"))
    text = logo.content.decode()
    assert logo.media_type == SVG and "#123456" in text
    for word in ("script", "onclick", "onload", "evil", "foreignObject", "animate", "import"):
        assert word not in text


def test_what_drawing_programs_write_is_kept() -> None:
    inside = (
        "<defs><linearGradient id='a'><stop offset='0' style='stop-color:#ff0000'/>"
        "</linearGradient></defs><g transform='scale(2)'><path style='fill:url(#a);x:y' d='M0 0'/>"
        "<use xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='#a'/></g>"
    )
    text = clean_logo(svg(inside)).content.decode()
    for part in ('stop-color="#ff0000"', 'fill="url(#a)"', 'href="#a"', 'd="M0 0"', "scale(2)"):
        assert part in text

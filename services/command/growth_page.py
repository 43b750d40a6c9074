"""What has been measured of the growth, as a picture and a table in docs/bench.md."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from services.command.curve import Curve, Picture, number
from services.command.growth import MEASURES, Point, exponent
from services.settings import ROOT

PAGE, PICTURE = ROOT / "docs" / "bench.md", ROOT / "docs" / "images" / "growth.svg"
BEGINS, ENDS = "<!-- tillväxt: skrivs av ./lots bench --growth -->", "<!-- slut på tillväxt -->"
COUNTRY = 290
HEAD = """## Så växer det

`./lots bench --growth` ställer samma frågor till ett register som blir större: först fler
kommuner med 40 kontakter var, sedan hela landet med upp till tio gånger så många i varje kommun.
Tiden är processorns, medianen av 12–300 anrop på SQLite, den lägsta av fem omgångar. Exponenten
säger hur tiden följer storleken: 0 är att den inte växer alls, 1 att den växer lika mycket.

![Tid för ett uppslag och ett svar när registret växer](images/growth.svg)
"""


def write_growth(points: Sequence[Point], day: date, page: Path = PAGE) -> None:
    """Writes the picture, and the section of the page between its two marks."""
    picture = page.parent / "images" / PICTURE.name
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_text(picture_of(points).svg(), encoding="utf-8")
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    before, _, rest = text.partition(BEGINS)
    after = rest.partition(ENDS)[2].lstrip("\n")
    section = "\n".join([BEGINS, HEAD, f"Mätt {day.isoformat()}.", "", *table(points), ENDS, ""])
    page.write_text(before.rstrip() + "\n\n" + section + after, encoding="utf-8")


def picture_of(points: Sequence[Point]) -> Picture:
    """A curve a measure, over the contacts of the whole registry."""
    last, title = points[-1], "Tid när registret växer"
    told = [f"{name}: {decimal(last.ms[key])} ms" for key, name in MEASURES.items()]
    text = f"Vid {number(last.contacts)} kontakter: " + "; ".join(told) + "."
    curves = (
        Curve(name, tuple((point.contacts, point.ms[key]) for point in points))
        for key, name in MEASURES.items()
    )
    return Picture(title, text, "kontakter i hela registret", "millisekunder", tuple(curves))


def table(points: Sequence[Point]) -> list[str]:
    """Milliseconds by size, then the two exponents of each measure."""
    lines = ["| kommuner × kontakter | " + " | ".join(MEASURES.values()) + " |"]
    lines += ["|---|" + "---|" * len(MEASURES)]
    for point in points:
        cells = " | ".join(f"{decimal(point.ms[key])} ms" for key in MEASURES)
        lines.append(f"| {point.towns} × {point.each} | {cells} |")
    for words, chosen in (("fler kommuner", wider(points)), ("fler i varje", deeper(points))):
        if len(chosen) > 1:
            cells = " | ".join(decimal(power(chosen, key)) for key in MEASURES)
            lines.append(f"| exponent, {words} | {cells} |")
    return lines


def wider(points: Sequence[Point]) -> list[Point]:
    """Those where only the number of municipalities differs."""
    return [point for point in points if point.each == points[0].each]


def deeper(points: Sequence[Point]) -> list[Point]:
    """Those where only the number of contacts in each differs."""
    return [point for point in points if point.towns == points[-1].towns]


def power(points: Sequence[Point], key: str) -> float:
    """The growth exponent of a measure."""
    sizes = [float(point.contacts) for point in points]
    return exponent(sizes, [point.ms[key] for point in points])


def decimal(value: float) -> str:
    """With two decimals and a comma; never a minus before nothing."""
    return f"{value:.2f}".replace("-0.00", "0.00").replace(".", ",").replace("-", "−")

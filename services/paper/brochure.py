"""The brochure of a county: every municipality's way in, to fold and lay out in a waiting room."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from services.paper.code import code_svg
from services.paper.contact import PaperContact
from services.paper.press import print_pdf

FORMATS = ("a4", "a5")


@dataclass(frozen=True)
class BrochurePlace:
    """A municipality. Where `contacts` is empty the reader is shown the way by the switchboard,
    with a line to write its number on when that is not known either."""

    name: str
    contacts: tuple[PaperContact, ...]
    switchboard: str | None
    address: str


@dataclass(frozen=True)
class BrochureLine:
    """A number that holds in the whole county; `what` is what it is for, in a few words."""

    name: str
    number: str
    hours: str | None
    what: str


@dataclass(frozen=True)
class Brochure:
    """A county's brochure; `address` opens the chat without a municipality."""

    county: str
    made: str
    address: str
    places: tuple[BrochurePlace, ...]
    lines: tuple[BrochureLine, ...]
    fictional: bool = False


def brochure_pdf(brochure: Brochure, size: str = "a4") -> bytes:
    """As "a4": A4 sheets that are printed on both sides, laid in each other and folded to A5. As
    "a5": the same pages one by one, in reading order. Another size raises ValueError."""
    if size not in FORMATS:
        raise ValueError(size)
    places = [asdict(one) | {"code": code_svg(one.address)} for one in brochure.places]
    values = asdict(brochure) | {
        "places": places,
        "code": code_svg(brochure.address),
        "size": size,
    }
    return print_pdf("brochure", values)

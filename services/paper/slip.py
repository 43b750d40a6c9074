"""The contact slip: whom to call, readable at arm's length, on A5."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from services.paper.code import code_svg
from services.paper.look import Look
from services.paper.press import print_pdf


@dataclass(frozen=True)
class SlipContact:
    """A contact in words. `number` as it is said, None where none is registered; `dated` says
    when it was checked, or warns that it was not. `lead` stands before `say`."""

    name: str
    number: str | None
    hours: str | None
    way: str | None
    why: str
    say: str
    dated: str
    fresh: bool
    lead: str = "Säg så här"


@dataclass(frozen=True)
class Slip:
    """One to five contacts, the day it was made, and the address that opens it."""

    place: str | None
    made: str
    address: str
    contacts: tuple[SlipContact, ...]
    fictional: bool = False


def slip_pdf(slip: Slip, look: Look | None = None) -> bytes:
    """The slip as A5. The type shrinks from 16 to 9 points until all is on one page; what does
    not fit in 9 points goes on to a second one in larger type, and no contact is divided."""
    return print_pdf("slip", asdict(slip) | {"code": code_svg(slip.address)}, look)

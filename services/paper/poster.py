"""The poster: whom to call and a code to the chat, for a wall."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from services.paper.code import code_svg
from services.paper.contact import PaperContact
from services.paper.look import Look
from services.paper.press import print_pdf

FORMATS = ("a4", "a3")


@dataclass(frozen=True)
class Poster:
    """A municipality's poster. `contacts` are fresh; where there is none, `way` says how else one
    gets there, and `dated` what was known on which day."""

    place: str
    contacts: tuple[PaperContact, ...]
    way: str | None
    dated: str | None
    address: str
    fictional: bool = False


def poster_pdf(poster: Poster, size: str = "a4", look: Look | None = None) -> bytes:
    """The poster as "a4" or "a3"; another size raises ValueError."""
    if size not in FORMATS:
        raise ValueError(size)
    values = asdict(poster) | {"code": code_svg(poster.address), "size": size}
    return print_pdf("poster", values, look)

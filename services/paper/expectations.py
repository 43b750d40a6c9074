"""The expectations sheet: what a relative does, and what a relative can expect."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from services.paper.look import Look
from services.paper.press import print_pdf


@dataclass(frozen=True)
class Expectations:
    """Two columns of lines; empty ones are left as lines to write on."""

    doing: tuple[str, ...] = ()
    not_doing: tuple[str, ...] = ()
    reach_me: tuple[str, ...] = ()
    expecting: tuple[str, ...] = ()
    cannot_promise: tuple[str, ...] = ()
    reach_you: tuple[str, ...] = ()
    again: str = ""


def expectations_pdf(expectations: Expectations, look: Look | None = None) -> bytes:
    """The sheet on A4."""
    return print_pdf("expectations", asdict(expectations), look)

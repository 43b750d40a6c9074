"""A contact in print: one that has been checked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PaperContact:
    """Whom one reaches on a number, and when; `dated` says when it was checked."""

    whom: str
    number: str
    hours: str | None
    dated: str

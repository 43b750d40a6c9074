"""The appearance of a municipality: the name, logo and colour on its own pages and papers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from services.registry.colour import BadColour, check_colour
from services.registry.logo import Logo
from services.registry.models import AppearanceRow

LONGEST_NAME = 80


class BadAppearance(ValueError):
    """The appearance cannot be used; `field` is the input, the message Swedish."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Appearance:
    """`name` is what the municipality calls the service or itself, `colour` is "#rrggbb" and can
    be read on white and with white on it, `logo` is safe to show. None where nothing is chosen."""

    name: str | None = None
    colour: str | None = None
    logo: Logo | None = None


def find_appearance(engine: Engine, municipality: str | None) -> Appearance:
    """What a municipality (SCB code) has chosen; all None where it has not chosen, or for no
    municipality. One query."""
    if municipality is None:
        return Appearance()
    with Session(engine) as session:
        row = session.get(AppearanceRow, municipality)
        if row is None:
            return Appearance()
        logo = Logo(row.logo, row.logo_type) if row.logo and row.logo_type else None
        return Appearance(row.name, row.colour, logo)


def save_appearance(
    engine: Engine,
    municipality: str,
    wanted: Appearance,
    *,
    by: str,
    clock: Callable[[], datetime],
) -> None:
    """Keeps what a municipality has chosen. Raises BadAppearance."""
    colour = _colour(wanted.colour)
    name = (wanted.name or "").strip() or None
    if name and len(name) > LONGEST_NAME:
        raise BadAppearance("name", f"Namnet får ha högst {LONGEST_NAME} tecken.")
    with Session(engine) as session, session.begin():
        row = session.get(AppearanceRow, municipality)
        if row is None:
            row = AppearanceRow(municipality_code=municipality)
            session.add(row)
        row.name, row.colour = name, colour
        row.logo = wanted.logo.content if wanted.logo else None
        row.logo_type = wanted.logo.media_type if wanted.logo else None
        row.changed_at, row.changed_by = clock(), by


def _colour(text: str | None) -> str | None:
    try:
        return check_colour(text) if text else None
    except BadColour as error:
        raise BadAppearance("colour", str(error)) from None

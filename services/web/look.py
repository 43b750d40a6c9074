"""A municipality's own look, as paper takes it."""

from __future__ import annotations

from services.paper import Look
from services.paper.look import OWN_COLOUR
from services.registry.appearance import find_appearance
from services.registry.logo import PNG
from services.web.context import lots


def look_of(municipality: str | None) -> Look:
    """The look of a municipality (SCB code); the service's own where none is chosen. The colour
    was checked for contrast when it was chosen."""
    found = find_appearance(lots().engine, municipality)
    logo = found.logo
    return Look(
        name=found.name,
        colour=found.colour or OWN_COLOUR,
        logo=logo.content if logo else None,
        form="png" if logo and logo.media_type == PNG else "svg",
    )

"""The poster of a municipality, from the registry."""

from __future__ import annotations

from flask import url_for

from services.paper import Poster
from services.registry.municipality import Municipality
from services.web.context import lots
from services.web.material.printed import Printed, find_switchboard, find_way_in
from services.web.view import swedish_date

NOBODY_YET = "Ring kommunens växel och fråga efter anhörigkonsulenten"


def poster_of(place: Municipality) -> Poster:
    """What is on the poster; the way by the switchboard where nothing fresh is registered."""
    at = lots().clock()
    contacts = lots().directory.list_contacts(place.code)
    found, way = find_way_in(contacts, at), find_switchboard(contacts, at)
    shown = found or way
    return Poster(
        place=place.name,
        whom=found.name if found else NOBODY_YET,
        number=shown.number if shown else None,
        hours=shown.hours if shown else None,
        dated=_dated(shown, place.name, swedish_date(at.date())),
        address=url_for("chat_page.show", kommun=place.code, _external=True),
        fictional=place.fictional,
    )


def _dated(shown: Printed | None, place: str, today: str) -> str:
    if shown is None:
        return f"Inget kontrollerat nummer för {place} fanns den {today}."
    return shown.dated

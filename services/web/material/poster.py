"""The poster of a municipality, from the registry."""

from __future__ import annotations

from flask import url_for

from services.paper import Poster
from services.registry.municipality import Municipality
from services.web.context import lots
from services.web.material.printed import find_switchboard, list_ways_in
from services.web.view import swedish_date

NOBODY_YET = "Ring kommunens växel och fråga efter anhörigkonsulenten"


def poster_of(place: Municipality) -> Poster:
    """What is on the poster; the way by the switchboard where nothing fresh is registered."""
    at = lots().clock()
    contacts = lots().directory.list_contacts(place.code)
    ways, switchboard = list_ways_in(contacts, at), find_switchboard(contacts, at)
    shown = ways or ((switchboard,) if switchboard else ())
    unknown = f"Inget kontrollerat nummer för {place.name} fanns den {swedish_date(at.date())}."
    return Poster(
        place=place.name,
        contacts=shown,
        way=None if ways else NOBODY_YET,
        dated=None if shown else unknown,
        address=url_for("chat_page.show", kommun=place.code, _external=True),
        fictional=place.fictional,
    )

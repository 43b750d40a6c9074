"""The brochure of a county, from the registry."""

from __future__ import annotations

from flask import url_for

from services.paper import Brochure, BrochurePlace
from services.registry.municipality import Municipality, Region, list_municipalities
from services.web.context import lots
from services.web.material.printed import find_switchboard, list_everywhere, list_ways_in
from services.web.view import swedish_date


def brochure_of(region: Region) -> Brochure:
    """What is in the brochure: every municipality of the county, in the order of the alphabet."""
    at = lots().clock()
    places = list_municipalities(lots().engine, region.code)
    return Brochure(
        county=region.county,
        made=swedish_date(at.date()),
        address=url_for("chat_page.show", _external=True),
        places=tuple(place_of(one) for one in sorted(places, key=_alphabet)),
        lines=list_everywhere(lots().directory.list_national(), at),
        fictional=region.fictional,
    )


def place_of(place: Municipality) -> BrochurePlace:
    """One municipality's entry."""
    at = lots().clock()
    contacts = lots().directory.list_contacts(place.code)
    switchboard = find_switchboard(contacts, at)
    return BrochurePlace(
        name=place.name,
        contacts=list_ways_in(contacts, at),
        switchboard=switchboard.number if switchboard else None,
        address=url_for("chat_page.show", kommun=place.code, _external=True),
    )


def _alphabet(place: Municipality) -> str:
    """Swedish order: å, ä and ö come last, in this order."""
    return place.name.casefold().translate(str.maketrans("åäö", "{|}"))

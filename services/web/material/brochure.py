"""The brochure of a county, from the registry."""

from __future__ import annotations

from flask import url_for

from services.paper import Brochure, BrochureLine, BrochurePlace
from services.registry.municipality import Municipality, Region, list_municipalities
from services.web.context import lots
from services.web.material.printed import find_switchboard, find_way_in, list_everywhere
from services.web.view import swedish_date


def brochure_of(region: Region) -> Brochure:
    """What is in the brochure: every municipality of the county, in the order of the alphabet."""
    at = lots().clock()
    places = list_municipalities(lots().engine, region.code)
    lines = list_everywhere(lots().directory.list_national(), at)
    return Brochure(
        county=region.county,
        made=swedish_date(at.date()),
        address=url_for("chat_page.show", _external=True),
        places=tuple(place_of(one) for one in sorted(places, key=_alphabet)),
        lines=tuple(BrochureLine(one.name, one.number, one.hours) for one in lines),
        fictional=region.fictional,
    )


def place_of(place: Municipality) -> BrochurePlace:
    """One municipality's entry."""
    at = lots().clock()
    contacts = lots().directory.list_contacts(place.code)
    found, way = find_way_in(contacts, at), find_switchboard(contacts, at)
    return BrochurePlace(
        name=place.name,
        whom=found.name if found else None,
        number=found.number if found else None,
        hours=found.hours if found else None,
        dated=found.dated if found else None,
        switchboard=way.number if way else None,
        address=url_for("chat_page.show", kommun=place.code, _external=True),
    )


def _alphabet(place: Municipality) -> str:
    """Swedish order: å, ä and ö come last, in this order."""
    return place.name.casefold().translate(str.maketrans("åäö", "{|}"))

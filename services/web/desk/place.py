"""Which municipality a form is for, and whom to call instead."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import request

from services.registry.municipality import Municipality, find_municipality
from services.web.context import lots
from services.web.municipalities import find_by_words
from services.web.slip.choice import Choice, list_chosen

INSTEAD = ("anhorigkonsulent", "kommunens_vaxel")


def read_place() -> tuple[Municipality | None, str | None]:
    """The municipality that `kommun` names by code or by name, and the words that named none."""
    words = (request.form.get("kommun") or request.args.get("kommun") or "").strip()[:100]
    by_code = find_municipality(lots().engine, words) if words else None
    if by_code is not None:
        return by_code, None
    code = find_by_words(words) if words else None
    place = find_municipality(lots().engine, code) if code else None
    return place, words if words and place is None else None


def list_instead(place: Municipality) -> list[dict[str, Any]]:
    """Whom to call in the municipality when a form is no way: each number once."""
    choice = Choice(place.code, INSTEAD)
    found = [c for c in list_chosen(choice, lots().clock(), lots().directory) if c.phone]
    return list({contact.phone: asdict(contact) for contact in found}.values())

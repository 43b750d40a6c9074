"""Municipalities by name, nickname or misspelling."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, jsonify, request
from rapidfuzz import fuzz, process
from sqlalchemy.exc import SQLAlchemyError

from services.registry.municipality import Municipality, list_municipalities
from services.web.context import lots

blueprint = Blueprint("municipalities", __name__)
MOST = 8
CLOSE_ENOUGH = 72.0


@dataclass(frozen=True)
class Found:
    """A municipality that a search found."""

    code: str
    name: str
    county: str
    fictional: bool


@blueprint.get("/api/municipalities")
def search() -> Response:
    """`?q=`: the best matches first; without it, all."""
    words = request.args.get("q", "").strip()[:100]
    found = search_by_words(words) if words else [_found(one) for one in everything()]
    return jsonify({"municipalities": [vars(one) for one in found]})


def find_by_words(words: str) -> str | None:
    """The code that the words name: a code, or a name that is near enough."""
    found = search_by_words(words)
    return found[0].code if found else None


def search_by_words(words: str) -> list[Found]:
    """The municipalities that the words may mean, likeliest first."""
    known = everything()
    by_code = [one for one in known if one.code == words]
    if by_code:
        return [_found(by_code[0])]
    wanted = words.casefold().removesuffix(" kommun").strip()
    starts = [one for one in known if one.name.casefold().startswith(wanted)]
    if starts:
        return [_found(one) for one in sorted(starts, key=lambda one: len(one.name))[:MOST]]
    names = {one.code: one.name.casefold() for one in known}
    near = process.extract(wanted, names, scorer=fuzz.ratio, limit=MOST, score_cutoff=CLOSE_ENOUGH)
    of_code = {one.code: one for one in known}
    return [_found(of_code[code]) for _, _, code in near]


def everything() -> tuple[Municipality, ...]:
    """All municipalities; none while the database is down."""
    try:
        return list_municipalities(lots().engine)
    except SQLAlchemyError:
        return ()


def _found(one: Municipality) -> Found:
    return Found(one.code, one.name, one.county, one.fictional)

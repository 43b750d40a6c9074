"""Municipalities by name, nickname or misspelling."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, request
from sqlalchemy.exc import SQLAlchemyError

from services.registry.municipality import Municipality, list_municipalities
from services.understanding.place_search import search_municipalities
from services.web.context import lots
from services.web.open_data import let_anyone_read, open_json

blueprint = Blueprint("municipalities", __name__)
blueprint.after_request(let_anyone_read)


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
    return open_json({"municipalities": [vars(one) for one in found]})


def find_by_words(words: str) -> str | None:
    """The code that the words name: a code, or a name that is near enough."""
    found = search_by_words(words)
    return found[0].code if found else None


def search_by_words(words: str) -> list[Found]:
    """The municipalities that the words may mean, likeliest first."""
    of_code = {one.code: one for one in everything()}
    return [_found(of_code[code]) for code in search_municipalities(words) if code in of_code]


def everything() -> tuple[Municipality, ...]:
    """All municipalities; none while the database is down."""
    try:
        return list_municipalities(lots().engine)
    except SQLAlchemyError:
        return ()


def _found(one: Municipality) -> Found:
    return Found(one.code, one.name, one.county, one.fictional)

"""What every template may use."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from services.desk.switch import Switches, find_open
from services.registry.municipality import find_region
from services.web.again import find_again
from services.web.assets import asset
from services.web.context import lots
from services.web.language.catalogue import install_catalogues
from services.web.language.choice import (
    choose_language,
    current_language,
    is_translated,
    language_links,
)
from services.web.language.fixed import sv, told
from services.web.lines import find_interpreter, find_switchboard
from services.web.share import share_text
from services.web.view import (
    clock,
    day,
    hours_phrase,
    phone_links,
    quoted,
    safe_url,
    swedish_date,
    swedish_day,
    swedish_moment,
    tel,
)

FICTIONAL = "9999"
TEXTS = (hours_phrase, phone_links, quoted)


def prepare_pages(app: Flask) -> None:
    """Hands filters and functions to the templates."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    choose_language(app)
    install_catalogues(app.jinja_env)
    dates = (clock, day, swedish_date, swedish_day, swedish_moment)
    filters = (*TEXTS, *dates, safe_url, share_text, tel, told)
    app.jinja_env.filters.update({one.__name__: one for one in filters})
    pages = {str(rule) for rule in app.url_map.iter_rules()}
    app.jinja_env.globals.update(
        asset=asset,
        find_again=find_again,
        find_interpreter=find_interpreter,
        find_switchboard=find_switchboard,
        is_translated=is_translated,
        language=current_language,
        language_links=language_links,
        sv=sv,
        has_page=lambda path: path in pages,
        place_name=place_name,
        scope_name=scope_name,
        takes=takes,
        is_fictional=lambda code: code == FICTIONAL,
    )


def place_name(code: str | None) -> str | None:
    """The municipality's name, None where it cannot be told."""
    try:
        return lots().directory.municipality_name(code)
    except Exception:  # a page is shown also without the database
        return None


def scope_name(scope: str) -> str:
    """Whose contacts they are: "Arboga kommun", "Region Västmanland", "Hela landet"."""
    kind, _, code = scope.partition(":")
    if kind == "municipality":
        return named_municipality(place_name(code) or code)
    region = find_region(lots().engine, code) if kind == "region" else None
    return region.name if region else "Hela landet"


def takes(code: str | None) -> Switches:
    """What may be left with a municipality; nothing while the database is down."""
    try:
        return find_open(lots().desk, code)
    except SQLAlchemyError:
        return Switches(callbacks=False, questions=False)


def named_municipality(name: str) -> str:
    """A municipality's name with the word for what it is, once."""
    return name if name.endswith("kommun") else f"{name} kommun"

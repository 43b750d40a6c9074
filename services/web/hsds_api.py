"""The open registry over HTTP, as HSDS 3.0's API has it."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, Response, request, url_for

from services.registry.hsds import catalogue, vocabulary
from services.registry.hsds.page import BadPage, Json, PageRequest
from services.registry.hsds.wanted import Wanted
from services.web.context import lots
from services.web.open_data import let_anyone_read, open_json
from services.web.problem import Problem

blueprint = Blueprint("hsds_api", __name__, url_prefix="/api/hsds")
blueprint.after_request(let_anyone_read)
VERSION = "3.0"
PROFILE = "https://docs.openreferral.org/en/3.0/"
LONGEST = 200
FLAGS = {"": False, "true": True, "false": False, "1": True, "0": False}


@blueprint.get("/")
def about() -> Response:
    """Which version of the specification it is, and where it is described."""
    description = url_for("api_docs.openapi", _external=True)
    return open_json({"version": VERSION, "profile": PROFILE, "openapi_url": description})


@blueprint.get("/services")
def services() -> Response:
    """A page of services: flat, or `?full=true`, or `?minimal=true`."""
    shape = "minimal" if flag("minimal") else "full" if flag("full") else "flat"
    return open_json(catalogue.list_services(lots().engine, page(), wanted(), shape=shape))


@blueprint.get("/services/<id>")
def service(id: str) -> Response:
    """A service with all that hangs on it."""
    return open_json(found(catalogue.find_service(lots().engine, id)))


@blueprint.get("/service_at_locations")
def service_at_locations() -> Response:
    """A page of services at their places."""
    return open_json(catalogue.list_service_at_locations(lots().engine, page(), wanted()))


@blueprint.get("/service_at_locations/<id>")
def service_at_location(id: str) -> Response:
    """A service at a place."""
    return open_json(found(catalogue.find_service_at_location(lots().engine, id)))


@blueprint.get("/organizations")
def organizations() -> Response:
    """A page of organizations."""
    search = text("search")
    return open_json(catalogue.list_organizations(lots().engine, page(), search=search))


@blueprint.get("/organizations/<id>")
def organization(id: str) -> Response:
    """An organization with its services."""
    return open_json(found(catalogue.find_organization(lots().engine, id)))


@blueprint.get("/taxonomies")
def taxonomies() -> Response:
    """The taxonomies: support types, areas, stages and fields of our own."""
    return open_json(vocabulary.list_taxonomies(lots().engine, page()))


@blueprint.get("/taxonomies/<id>")
def taxonomy(id: str) -> Response:
    """A taxonomy."""
    return open_json(found(vocabulary.find_taxonomy(lots().engine, id)))


@blueprint.get("/taxonomy_terms")
def taxonomy_terms() -> Response:
    """A page of terms, of one taxonomy with `?taxonomy_id=`."""
    own = text("taxonomy_id")
    return open_json(vocabulary.list_taxonomy_terms(lots().engine, page(), taxonomy_id=own))


@blueprint.get("/taxonomy_terms/<id>")
def taxonomy_term(id: str) -> Response:
    """A term."""
    return open_json(found(vocabulary.find_taxonomy_term(lots().engine, id)))


def found(thing: Json | None) -> Json:
    """The thing; raises Problem 404 where there is none."""
    if thing is None:
        raise Problem(404, "Det finns inget med det id:t, eller så är det inte längre aktivt.")
    return thing


def page() -> PageRequest:
    """The page of the address; raises Problem 400."""
    try:
        return PageRequest(number("page", 1), number("per_page", 50))
    except BadPage as error:
        raise Problem(400, str(error)) from None


def wanted() -> Wanted:
    """What the address narrows the list down to; raises Problem 400."""
    return Wanted(
        search=text("search"),
        taxonomy_term_id=text("taxonomy_term_id"),
        taxonomy_id=text("taxonomy_id"),
        organization_id=text("organization_id"),
        municipality=text("municipality"),
        modified_after=moment("modified_after"),
    )


def text(name: str) -> str | None:
    """A parameter as text, None for an empty one; raises Problem 400 for one that is too long."""
    value = request.args.get(name, "").replace("\x00", "").strip()
    if len(value) > LONGEST:
        raise Problem(400, f"{name} får ha högst {LONGEST} tecken.")
    return value or None


def number(name: str, default: int) -> int:
    """A parameter as a whole number; raises Problem 400."""
    value = request.args.get(name, "") or str(default)
    if not value.isascii() or not value.isdecimal() or len(value) > 9:
        raise Problem(400, f"{name} ska vara ett heltal, 1 eller mer.")
    return int(value)


def flag(name: str) -> bool:
    """A parameter that is true or false; raises Problem 400."""
    value = request.args.get(name, "").lower()
    if value not in FLAGS:
        raise Problem(400, f"{name} ska vara true eller false.")
    return FLAGS[value]


def moment(name: str) -> datetime | None:
    """A parameter as an aware moment (UTC unless it says otherwise); raises Problem 400."""
    value = text(name)
    if value is None:
        return None
    try:
        at = datetime.fromisoformat(value.replace(" ", "+"))
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise Problem(400, f"{name} ska vara en tid som 2026-11-24T08:00:00Z.") from None

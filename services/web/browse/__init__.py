"""All the support of a municipality, without chatting."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from services.registry.municipality import Municipality, find_municipality
from services.vocabulary import list_areas
from services.web.browse.entry import Entry, list_entries
from services.web.browse.group import arrange
from services.web.browse.search import matches
from services.web.browse.structured import structured_data
from services.web.context import lots
from services.web.municipalities import everything, find_by_words
from services.web.problem import Problem

blueprint = Blueprint("browse", __name__)
MOST_MEETINGS = 8


@blueprint.get("/stod")
def choose() -> str | Response:
    """All municipalities; `?kommun=` goes straight to the one meant."""
    words = request.args.get("kommun", "").strip()
    code = find_by_words(words) if words else None
    if code:
        return redirect(url_for("browse.show", code=code), 303)
    return render_template("browse/choose.html", places=everything(), missed=words)


@blueprint.get("/stod/<code>")
def show(code: str) -> str:
    """Everything in a municipality, by need; `?q=`, `?omrade=` and `?oppet=1` narrow it down."""
    place, at = get_place(code), lots().clock()
    entries = list_entries(lots().directory.list_contacts(code), at)
    words, area = request.args.get("q", "").strip(), request.args.get("omrade", "")
    chosen = [one for one in entries if suits(one, area, "oppet" in request.args)]
    chosen = [one for one in chosen if matches(one, words)] if words else chosen
    return render_template(
        "browse/show.html",
        place=place,
        groups=arrange(chosen),
        count=len(chosen),
        meetings=coming_meetings(chosen),
        areas=list_areas(),
        chosen={"q": words, "area": area, "open": "oppet" in request.args},
        structured=structured_data(entries, place),
    )


def coming_meetings(entries: list[Entry]) -> list[Entry]:
    """The entries that meet next, in the order of their dates."""
    dated = [(one.next_date.on, one) for one in entries if one.next_date]
    return [entry for _, entry in sorted(dated, key=lambda pair: pair[0])][:MOST_MEETINGS]


@blueprint.get("/stod/<code>/<contact>")
def contact(code: str, contact: str) -> str:
    """One contact, at an address of its own."""
    place, at = get_place(code), lots().clock()
    found = find_entry(code, contact, at)
    return render_template(
        "browse/contact.html", place=place, entry=found, structured=structured_data([found], place)
    )


def find_entry(code: str, contact: str, at: datetime) -> Entry:
    """The entry with this id; raises Problem 404."""
    entries = list_entries(lots().directory.list_contacts(code), at)
    found = next((one for one in entries if one.contact.id == contact), None)
    if found is None:
        raise Problem(404, "Kontakten finns inte längre. Se allt stöd i kommunen i stället.")
    return found


def get_place(code: str) -> Municipality:
    """The municipality; raises Problem 404."""
    place = find_municipality(lots().engine, code)
    if place is None:
        raise Problem(404, "Det finns ingen kommun med den koden.")
    return place


def suits(entry: Entry, area: str, open_now: bool) -> bool:
    """Whether the entry is for the area, and open where that is wished."""
    areas = entry.contact.areas
    return (not area or not areas or area in areas) and (not open_now or bool(entry.open_now))

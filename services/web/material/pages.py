"""`/material` and everything on it that can be printed."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from services.paper import Expectations, brochure_pdf, expectations_pdf, poster_pdf
from services.registry.municipality import (
    Municipality,
    Region,
    find_municipality,
    find_region,
    list_regions,
)
from services.web.context import lots
from services.web.door import MOST_BYTES, known_municipality
from services.web.look import look_of
from services.web.material.brochure import brochure_of
from services.web.material.poster import poster_of
from services.web.material.wishes import read_expectations, read_suggestions
from services.web.municipalities import find_by_words
from services.web.problem import Problem
from services.web.slip.pages import as_file

blueprint = Blueprint("material", __name__)
PDF = "application/pdf"


@blueprint.get("/material")
def show() -> str:
    """What can be printed, for a municipality (`?kommun=`) and its county."""
    words = request.args.get("kommun", "").strip()[:100]
    code = find_by_words(words) if words else None
    return render_template(
        "material/list.html",
        place=find_municipality(lots().engine, code) if code else None,
        missed=None if code else words,
        regions=list_regions(lots().engine),
    )


@blueprint.get("/material/affisch/<code>.pdf")
def poster(code: str) -> Response:
    """A municipality's poster; `?format=a3` for the larger one."""
    place = get_place(code)
    body = poster_pdf(poster_of(place), chosen_format("a4", "a3"), look_of(code))
    return as_file(body, PDF, f"affisch-{code}.pdf", inline=True)


@blueprint.get("/material/broschyr/<county>.pdf")
def brochure(county: str) -> Response:
    """A county's brochure to fold; `?format=a5` gives the pages one by one."""
    body = brochure_pdf(brochure_of(get_region(county)), chosen_format("a4", "a5"))
    return as_file(body, PDF, f"broschyr-{county}.pdf", inline=True)


@blueprint.get("/material/forvantningar")
def expectations_form() -> str:
    """The form of the expectations sheet."""
    place = find_by_words(request.args.get("kommun", "").strip()[:100] or "-")
    return render_template(
        "material/expectations.html", suggestions=read_suggestions(), place=place
    )


@blueprint.get("/material/forvantningar.pdf")
def expectations_empty() -> Response:
    """The sheet with lines to write on."""
    return expectations_file(Expectations(), request.args.get("kommun"))


@blueprint.post("/material/forvantningar.pdf")
def expectations_filled() -> Response:
    """The sheet with what was filled in, which goes to paper and nowhere else."""
    request.max_content_length = MOST_BYTES
    return expectations_file(read_expectations(request.form), request.form.get("kommun"))


def expectations_file(expectations: Expectations, code: str | None) -> Response:
    """The sheet as a file, with the municipality's look where one is named."""
    place = known_municipality(code or None, lots().directory)
    body = expectations_pdf(expectations, look_of(place))
    return as_file(body, PDF, "forvantningar.pdf", inline=True)


def chosen_format(*known: str) -> str:
    """The `?format=` of the address, the first known one if none; raises Problem 400."""
    size = request.args.get("format", known[0]).lower()
    if size not in known:
        raise Problem(400, f"Formatet ska vara {' eller '.join(known)}.")
    return size


def get_place(code: str) -> Municipality:
    """The municipality; raises Problem 404."""
    place = find_municipality(lots().engine, code)
    if place is None:
        raise Problem(404, "Det finns ingen kommun med den koden.")
    return place


def get_region(county: str) -> Region:
    """The region of a county code; raises Problem 404."""
    region = find_region(lots().engine, county)
    if region is None:
        raise Problem(404, "Det finns inget län med den koden.")
    return region

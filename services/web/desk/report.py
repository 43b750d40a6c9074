"""`/stammer-inte`: anyone may say that a contact does not hold, without saying who they are."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.registry.record import Record
from services.registry.report import KINDS, LONGEST_NOTE, BadReport, add_report
from services.registry.store import Store
from services.understanding.redaction import clean, mask
from services.web.context import lots
from services.web.door import MOST_BYTES
from services.web.problem import Problem

blueprint = Blueprint("report", __name__)
GONE = "Kontakten finns inte längre i registret, så det finns inget att rätta."


@blueprint.get("/stammer-inte")
def show() -> str:
    """The form about the contact `?k=`."""
    return page(read_record())


@blueprint.post("/stammer-inte")
def send() -> AnyResponse:
    """Takes the report."""
    request.max_content_length = MOST_BYTES
    record = read_record()
    note = mask(clean(request.form.get("note", "")))
    place = record.municipality or request.form.get("kommun") or None
    place = place if lots().directory.municipality_name(place) else None
    try:
        kind = request.form.get("kind", "")
        add_report(store(), record.id, kind, note=note, municipality=place)
    except BadReport as error:
        return Response(page(record, note, str(error)), 422)
    return redirect(url_for("report.thank"), 303)


@blueprint.get("/stammer-inte/tack")
def thank() -> str:
    """What happens now."""
    return render_template("desk/report_thanks.html")


def page(record: Record, note: str = "", problem: str | None = None) -> str:
    """The form with what was chosen and typed."""
    return render_template(
        "desk/report.html",
        record=record,
        kinds=KINDS,
        chosen=request.form.get("kind"),
        note=note,
        longest=LONGEST_NOTE,
        problem=problem,
        municipality=request.values.get("kommun", ""),
    )


def read_record() -> Record:
    """The contact, which has to be one that is shown; raises Problem 404."""
    record = store().find_record(request.values.get("k", ""))
    if record is None or record.status != "active":
        raise Problem(404, GONE)
    return record


def store() -> Store:
    """The registry, with the service's own clock."""
    return Store(lots().engine, lots().clock)

"""The queue: what is due to be checked, the longest overdue first."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template

from services.registry.link import STATES, LinkCheck, check_links
from services.registry.record import Record
from services.web.admin.access import admits
from services.web.admin.contacts import row_of
from services.web.admin.freshness import SOON, freshness
from services.web.admin.own import list_own
from services.web.context import lots

blueprint = Blueprint("admin_due", __name__, url_prefix="/admin")


@blueprint.get("/kontrollera")
@admits("reader")
def show() -> str:
    """What is due now, and what will be within a month."""
    return due_page(())


@blueprint.post("/kontrollera/webbadresser")
@admits("editor")
def check_addresses() -> str:
    """Tries every web address; those that answer are only counted."""
    active = [record for record in list_own() if record.status == "active"]
    return due_page(tuple(check_links(active)))


def due_page(links: tuple[LinkCheck, ...]) -> str:
    """The queue, with what came of trying the web addresses."""
    due, soon = list_due_records()
    return render_template(
        "admin/due.html",
        due=[row_of(record) for record in due],
        soon=[row_of(record) for record in soon],
        days=SOON.days,
        links=[link for link in links if link.state != "ok"],
        tried=len(links),
        states=STATES,
    )


def list_due_records() -> tuple[list[Record], list[Record]]:
    """The user's own records that are due, and those that soon are, the most urgent first."""
    today = lots().clock().date()
    records = sorted(list_own(), key=lambda one: (one.next_check or date.min, one.name))
    states = [(record, freshness(record, today)) for record in records]
    due = [record for record, fresh in states if fresh.is_due]
    return due, [record for record, fresh in states if fresh.state == "soon"]

"""The queue of reports: what people say does not hold."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from services.registry.report import KINDS, find_report, handle_report, list_reports
from services.web.admin.access import admits, current_user, note_done, own_or_404
from services.web.admin.own import store
from services.web.problem import Problem

blueprint = Blueprint("admin_reports", __name__, url_prefix="/admin")
SHOWN_HANDLED = 20


@blueprint.get("/rapporter")
@admits("reader")
def show() -> str:
    """What waits, the oldest first, and the latest that are handled."""
    scopes = (current_user().scope,)
    return render_template(
        "admin/reports.html",
        reports=list_reports(store(), scopes),
        handled=list_reports(store(), scopes, handled=True)[::-1][:SHOWN_HANDLED],
        kinds=KINDS,
    )


@blueprint.post("/rapporter/<report>/klar")
@admits("editor")
def handle(report: str) -> Response:
    """Takes a report out of the queue."""
    found = find_report(store(), report)
    if found is None:
        raise Problem(404)
    own_or_404(found.scope)
    if handle_report(store(), report, by=current_user().username):
        note_done("tog hand om en rapport om", found.name)
    flash("Rapporten är klar.")
    return redirect(url_for("admin_reports.show"), 303)

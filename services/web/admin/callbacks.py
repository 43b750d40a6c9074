"""The wishes to be called: for the editors of their own municipality, and for nobody else."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from services.desk.callback import erase_callback, list_callbacks
from services.desk.switch import Switches, get_switches, set_switches
from services.registry.phone import display_phone
from services.web.admin.access import admits, note_done
from services.web.admin.town import own_town
from services.web.context import lots
from services.web.problem import Problem

blueprint = Blueprint("admin_callbacks", __name__, url_prefix="/admin")


@blueprint.get("/ring-mig")
@admits("editor")
def show() -> str:
    """Who wants to be called, the one who has waited longest first."""
    town = own_town()
    return render_template(
        "admin/callbacks.html",
        callbacks=list_callbacks(lots().desk, town),
        switches=get_switches(lots().desk, town),
        display_phone=display_phone,
        now=lots().clock(),
    )


@blueprint.post("/ring-mig/<callback>/klar")
@admits("editor")
def handle(callback: str) -> Response:
    """Erases a handled wish for good."""
    if not erase_callback(lots().desk, callback, own_town()):
        raise Problem(404, "Önskan finns inte kvar. Någon annan kan ha tagit hand om den.")
    note_done("tog hand om en önskan om samtal")
    flash("Klart. Uppgifterna är raderade.")
    return redirect(url_for("admin_callbacks.show"), 303)


@blueprint.post("/ring-mig/val")
@admits("administrator")
def switch() -> Response:
    """Switches on or off what the municipality takes in."""
    chosen = Switches("callbacks" in request.form, "questions" in request.form)
    set_switches(lots().desk, own_town(), chosen)
    note_done("ändrade vad som får lämnas in")
    flash("Valet är sparat.")
    return redirect(url_for("admin_callbacks.show"), 303)

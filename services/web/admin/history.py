"""What has been done to a contact, field by field, by whom; and undoing it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from services.registry.history import CannotUndo, get_change, list_changes, undo_change
from services.registry.label import LABELS
from services.registry.store import EditConflict, InvalidRecord
from services.registry.verification import list_verifications
from services.web.admin.access import admits, current_user, note_done
from services.web.admin.fields import say_value
from services.web.admin.own import own_record, store
from services.web.problem import Problem

blueprint = Blueprint("admin_history", __name__, url_prefix="/admin")
ACTIONS = {
    "create": "lade till",
    "update": "ändrade",
    "verify": "kontrollerade",
    "retire": "avslutade",
    "duplicate": "kopierade",
    "import": "läste in",
    "seed": "läste in från början",
    "undo": "ångrade",
}
LATER = "Fältet har ändrats igen efteråt. Ångra den senaste ändringen först."
FIRST = "Den första ändringen är den som gjorde kontakten. Avsluta kontakten i stället."


@blueprint.get("/kontakt/<record>/historik")
@admits("reader")
def show(record: str) -> str:
    """All changes, newest first."""
    found = own_record(record)
    return render_template(
        "admin/history.html",
        record=found,
        changes=list_changes(store(), record),
        verifications=list_verifications(store(), record),
        actions=ACTIONS,
        labels=LABELS,
        say=lambda name, value: say_value(name, value) or "(tomt)",
    )


@blueprint.post("/kontakt/<record>/historik/<change>/angra")
@admits("editor")
def undo(record: str, change: str) -> Response:
    """Sets the fields of one change back."""
    found = own_record(record)
    try:
        if get_change(store(), change).record_id != record:
            raise Problem(404)
        undo_change(store(), change, by=current_user().name)
    except CannotUndo:
        flash(FIRST)
    except (EditConflict, InvalidRecord):
        flash(LATER)
    else:
        note_done("ångrade en ändring av", found.name, record)
        flash("Ändringen är ångrad.")
    return redirect(url_for("admin_history.show", record=record), 303)

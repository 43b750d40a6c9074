"""What is done to a contact with one press: still true, copied, ended."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from services.registry.store import EditConflict, InvalidRecord
from services.web.admin.access import admits, current_user, note_done
from services.web.admin.own import own_record, store
from services.web.admin.sign_in import safe_target

blueprint = Blueprint("admin_steps", __name__, url_prefix="/admin")
CHANGED = "Någon har ändrat kontakten sedan du öppnade sidan. Läs igenom den och tryck igen."
BROKEN = "Något i kontakten behöver rättas först. Spara den, så ser du vad."


@blueprint.post("/kontakt/<record>/stammer")
@admits("editor")
def verify(record: str) -> Response:
    """ "Stämmer fortfarande": checked today, by the one who pressed."""
    found = own_record(record)
    try:
        store().verify(record, by=current_user().name, expected_version=version())
    except EditConflict:
        flash(CHANGED)
        return to_contact(record)
    except InvalidRecord:
        flash(BROKEN)
        return redirect(url_for("admin_edit.edit", record=record), 303)
    note_done("kontrollerade kontakten", found.name, record)
    flash(f"{found.name} är kontrollerad i dag.")
    back = request.form.get("till", "")
    return redirect(safe_target(back), 303) if back else to_contact(record)


@blueprint.post("/kontakt/<record>/kopiera")
@admits("editor")
def duplicate(record: str) -> Response:
    """A copy to change, as a draft that nobody sees."""
    found = own_record(record)
    copy = store().duplicate(record, by=current_user().name)
    note_done("kopierade kontakten", found.name, copy.id)
    flash("Det här är kopian. Den är ett utkast och syns inte förrän du gör den aktiv.")
    return redirect(url_for("admin_edit.edit", record=copy.id), 303)


@blueprint.post("/kontakt/<record>/avsluta")
@admits("editor")
def retire(record: str) -> Response:
    """Takes the contact out of every answer."""
    found = own_record(record)
    try:
        store().retire(record, by=current_user().name, expected_version=version())
    except EditConflict:
        flash(CHANGED)
        return to_contact(record)
    note_done("avslutade kontakten", found.name, record)
    flash(f"{found.name} är avslutad och syns inte längre. Det går att ångra i historiken.")
    return to_contact(record)


def version() -> int | None:
    """The version that was on the page where the button was pressed."""
    text = request.form.get("version", "")
    return int(text) if text.isdecimal() else None


def to_contact(record: str) -> Response:
    """Back to the contact's own page."""
    return redirect(url_for("admin_contacts.show_one", record=record), 303)

"""What the municipality's own pages and papers look like: name, logo, colour."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from services.registry.appearance import (
    Appearance,
    BadAppearance,
    find_appearance,
    save_appearance,
)
from services.registry.logo import BadLogo, Logo, clean_logo
from services.web.admin.access import admits, current_user, note_done
from services.web.context import lots
from services.web.problem import Problem

blueprint = Blueprint("admin_appearance", __name__, url_prefix="/admin")


@blueprint.get("/utseende")
@admits("administrator")
def show() -> str:
    """The form with what is chosen."""
    chosen = find_appearance(lots().engine, own_code())
    return appearance_page(chosen, {"name": chosen.name or "", "colour": chosen.colour or ""}, {})


@blueprint.post("/utseende")
@admits("administrator")
def save() -> Response | tuple[str, int]:
    """Keeps what was chosen."""
    code, user = own_code(), current_user()
    chosen = find_appearance(lots().engine, code)
    typed = {name: request.form.get(name, "").strip() for name in ("name", "colour")}
    try:
        wanted = Appearance(typed["name"] or None, typed["colour"] or None, wanted_logo(chosen))
        save_appearance(lots().engine, code, wanted, by=user.username, clock=lots().clock)
    except BadLogo as error:
        return appearance_page(chosen, typed, {"logo": str(error)}), 422
    except BadAppearance as error:
        return appearance_page(chosen, typed, {error.field: str(error)}), 422
    note_done("ändrade utseendet")
    flash("Sparat. Sidor och papper ser ut så här inom några minuter.")
    return redirect(url_for("admin_appearance.show"), 303)


def appearance_page(chosen: Appearance, typed: dict[str, str], errors: dict[str, str]) -> str:
    """The form, with errors at the fields."""
    return render_template(
        "admin/appearance.html", chosen=chosen, typed=typed, errors=errors, code=own_code()
    )


def wanted_logo(chosen: Appearance) -> Logo | None:
    """The new logo, none, or the one there is. Raises BadLogo."""
    if request.form.get("remove"):
        return None
    upload = request.files.get("logo")
    content = upload.read() if upload else b""
    return clean_logo(content) if content else chosen.logo


def own_code() -> str:
    """The municipality; raises Problem 404 for those who have none."""
    code = current_user().municipality
    if code is None:
        raise Problem(404, "Utseendet väljs av varje kommun för sig.")
    return code

"""The start of the admin: what there is to do."""

from __future__ import annotations

from flask import Blueprint, render_template

from services.web.admin.access import admits

blueprint = Blueprint("admin_start", __name__, url_prefix="/admin")


@blueprint.get("/")
@admits("reader")
def show() -> str:
    """The first page after signing in."""
    return render_template("admin/start.html")

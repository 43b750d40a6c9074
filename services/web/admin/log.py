"""The audit log of the scope. It can be read, and nothing else."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from services.accounts.audit import list_entries
from services.web.admin.access import admits, current_user
from services.web.context import lots

blueprint = Blueprint("admin_log", __name__, url_prefix="/admin")
AT_ONCE = 100


@blueprint.get("/logg")
@admits("administrator")
def show() -> str:
    """A hundred at a time, newest first; `?fore=` turns the page."""
    before = request.args.get("fore", "")
    entries = list_entries(
        lots().office,
        current_user().scope,
        before=int(before) if before.isdecimal() and len(before) < 18 else None,
        limit=AT_ONCE,
    )
    older = entries[-1][0] if len(entries) == AT_ONCE else None
    return render_template("admin/log.html", entries=[one for _, one in entries], older=older)

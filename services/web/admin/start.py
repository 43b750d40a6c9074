"""The start of the admin: what there is to do, the most urgent first."""

from __future__ import annotations

from flask import Blueprint, render_template

from services.web.admin.access import admits, current_user
from services.web.admin.contacts import row_of
from services.web.admin.due import list_due_records
from services.web.admin.freshness import STATES, count_states
from services.web.admin.own import list_own
from services.web.admin.task import list_tasks
from services.web.admin.waiting import list_waiting
from services.web.context import lots

blueprint = Blueprint("admin_start", __name__, url_prefix="/admin")
FIRST = 5


@blueprint.get("/")
@admits("reader")
def show() -> str:
    """What waits, the first few to check, and how the registry is."""
    due, soon = list_due_records()
    return render_template(
        "admin/start.html",
        tasks=list_waiting(current_user()) + list_tasks(current_user()),
        rows=[row_of(record) for record in (due + soon)[:FIRST]],
        more=len(due) > FIRST,
        counts=count_states(list_own(), lots().clock().date()),
        states=STATES,
    )

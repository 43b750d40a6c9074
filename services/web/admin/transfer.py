"""In and out: the scope's contacts as a file, and a file's contacts into the registry."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.accounts import audit
from services.accounts.office import Office
from services.accounts.user import User
from services.registry.record import Record
from services.registry.store import Store
from services.registry.transfer.exporting import MEDIA_TYPES, export_file
from services.registry.transfer.importing import import_file
from services.registry.transfer.report import ImportReport
from services.web.admin.access import admits, current_user
from services.web.admin.batch import Batch, Batches, Progress
from services.web.admin.own import list_own, store
from services.web.context import lots
from services.web.problem import Problem

blueprint = Blueprint("admin_transfer", __name__, url_prefix="/admin")


@blueprint.get("/in-ut")
@admits("reader")
def show() -> str:
    """Files to fetch, and a form to send one."""
    return render_template("admin/transfer.html", error=None)


@blueprint.get("/in-ut/kontakter.<ending>")
@admits("reader")
def fetch(ending: str) -> Response:
    """The scope's contacts as csv, xlsx or json."""
    if ending not in MEDIA_TYPES:
        raise Problem(404)
    user = current_user()
    body = export_file(lots().engine, list_own(), ending)
    response = Response(body, content_type=MEDIA_TYPES[ending])
    name = f"kontakter-{user.municipality or user.region or 'landet'}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@blueprint.post("/in-ut")
@admits("editor")
def send() -> AnyResponse | tuple[str, int]:
    """Takes a file and tries it; nothing is changed yet."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return render_template("admin/transfer.html", error="Välj en fil först."), 422
    name = file.filename.replace("\\", "/").rpartition("/")[2][:100]
    key = batches().start(current_user().scope, name, file.read())
    return redirect(url_for("admin_transfer.follow", batch=key), 303)


@blueprint.get("/in-ut/<batch>")
@admits("editor")
def follow(batch: str) -> str:
    """How far it has come, and then the report, row by row."""
    return render_template("admin/batch.html", batch=own_batch(batch))


@blueprint.post("/in-ut/<batch>/las-in")
@admits("editor")
def confirm(batch: str) -> AnyResponse:
    """Reads in what has been tried: all of it or nothing."""
    found = own_batch(batch)
    if found.state != "tried" or not batches().confirm(found):
        flash("Filen är redan inläst, eller finns inte kvar. Skicka den igen om det behövs.")
    return redirect(url_for("admin_transfer.follow", batch=batch), 303)


def batches() -> Batches:
    """The files on their way in, each imported as the user who sends or confirms it."""
    work = partial(import_own, current_user(), store(), lots().office)
    return Batches(lots().settings.var / "imports", work)


def own_batch(key: str) -> Batch:
    """The batch, if it is the user's scope's own; raises Problem 404."""
    found = batches().find(key, current_user().scope)
    if found is None:
        raise Problem(404, "Filen finns inte kvar. Den sparas högst en timme.")
    return found


def import_own(
    user: User,
    registry: Store,
    office: Office,
    name: str,
    content: bytes,
    dry_run: bool,
    progress: Progress,
) -> ImportReport:
    """Imports as the user, who can touch nothing outside their own scope."""

    def allowed(record: Record) -> bool:
        return user.owns(record.scope)

    kind, _, code = user.scope.partition(":")
    report = import_file(
        registry,
        name,
        content,
        by=user.username,
        dry_run=dry_run,
        allowed=allowed,
        home={kind: code} if code else None,
        progress=progress,
    )
    if report.written:
        changed = report.count("added") + report.count("changed")
        audit.note(office, user.username, user.scope, "läste in en fil", name, f"{changed} rader")
    return report

"""Contacts, one at a time or as a file: the same checks and the same history as the form."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from flask import Blueprint, Response, json, jsonify, request, url_for

from services.registry.hsds.page import PageRequest, paged
from services.registry.json_fields import BadFields, fields_from_json
from services.registry.record import Record, new_id, plain
from services.registry.store import EditConflict, InvalidRecord, Store
from services.registry.transfer.importing import import_file
from services.registry.transfer.problem import BadFile
from services.web.context import lots
from services.web.door import read_json
from services.web.hsds_api import flag, page
from services.web.problem import Problem, title_of
from services.web.registry_api.token import current_token, let_in, wrong_fields

blueprint = Blueprint("registry_api", __name__, url_prefix="/api/registry")
blueprint.before_request(let_in)
MOST_BYTES = 256 * 1024
ENDINGS = {
    "text/csv": "csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/json": "json",
}
ELSEWHERE = "Nyckeln når inte kontakter för den kommunen eller regionen."


@blueprint.get("/contacts")
def show_all() -> Response:
    """A page of the scope's contacts, whatever their status."""
    wanted: PageRequest = page()
    return jsonify(paged([plain(record) for record in list_own()], wanted))


@blueprint.post("/contacts")
def add() -> Response:
    """A new contact; 201 with its address."""
    try:
        record = new_record(fields_from_json(body()))
        require_own(record)
        saved = store().add(record, by=current_token().by)
    except (BadFields, InvalidRecord) as error:
        return wrong_fields(error.problems)
    response = shown(saved)
    response.status_code = 201
    response.headers["Location"] = url_for("registry_api.show", id=saved.id)
    return response


@blueprint.get("/contacts/<id>")
def show(id: str) -> Response:
    """One contact; its ETag is its version."""
    return shown(own_record(id))


@blueprint.patch("/contacts/<id>")
def change(id: str) -> Response:
    """Changes the fields that are sent. With If-Match, only if nobody has changed it since."""
    record = own_record(id)
    try:
        changes = fields_from_json(body())
        require_own(replace(record, **changes))
        saved = store().edit(id, changes, by=current_token().by, expected_version=expected())
    except (BadFields, InvalidRecord) as error:
        return wrong_fields(error.problems)
    except EditConflict as conflict:
        return overtaken(conflict)
    return shown(saved)


@blueprint.delete("/contacts/<id>")
def retire(id: str) -> Response:
    """Takes the contact out of every answer; its history stays."""
    own_record(id)
    try:
        return shown(store().retire(id, by=current_token().by, expected_version=expected()))
    except EditConflict as conflict:
        return overtaken(conflict)


@blueprint.post("/contacts/<id>/verify")
def verify(id: str) -> Response:
    """ "Stämmer fortfarande"."""
    own_record(id)
    try:
        return shown(store().verify(id, by=current_token().by, expected_version=expected()))
    except EditConflict as conflict:
        return overtaken(conflict)


@blueprint.post("/import")
def import_all() -> Response:
    """A whole file, csv, xlsx or HSDS JSON by its Content-Type; `?dry_run=true` tries it only."""
    ending = ENDINGS.get(request.mimetype)
    if ending is None:
        raise Problem(415, f"Skicka filen som något av: {', '.join(ENDINGS)}.")
    token, (kind, _, code) = current_token(), current_token().scope.partition(":")
    try:
        report = import_file(
            store(),
            f"file.{ending}",
            request.get_data(),
            by=token.by,
            dry_run=flag("dry_run"),
            allowed=lambda record: record.scope == token.scope,
            home={kind: code} if code else None,
        )
    except BadFile as error:
        raise Problem(422, str(error)) from None
    counts = {action: report.count(action) for action in ("added", "changed", "unchanged")}
    problems = [asdict(problem) for problem in report.problems]
    response = jsonify({"written": report.written, **counts, "problems": problems})
    response.status_code = 200 if report.ok else 422
    return response


def new_record(fields: dict[str, Any]) -> Record:
    """A record of the fields, in the token's own scope unless they say another."""
    kind, _, code = current_token().scope.partition(":")
    if code and not fields.get("municipality") and not fields.get("region"):
        fields[kind] = code
    needed = {"support_type": "", "level": kind, "name": ""}
    return Record(id=new_id(), **(needed | fields))


def require_own(record: Record) -> None:
    """Raises Problem 403 for a record that would lie in another scope."""
    if record.scope != current_token().scope:
        raise Problem(403, ELSEWHERE)


def own_record(id: str) -> Record:
    """The record; raises Problem 404, also for what is someone else's."""
    record = store().find_record(id)
    if record is None or record.scope != current_token().scope:
        raise Problem(404, "Kontakten finns inte här.")
    return record


def list_own() -> tuple[Record, ...]:
    """All records of the token's scope."""
    kind, _, code = current_token().scope.partition(":")
    if not code:
        return store().list_national()
    return store().list_records(**{kind: code})


def body() -> dict[str, Any]:
    """The request's JSON object; raises Problem 400."""
    return read_json(request, MOST_BYTES)


def expected() -> int | None:
    """The version that If-Match names, None without it; raises Problem 400."""
    text = request.headers.get("If-Match", "").strip().removeprefix("W/").strip('"')
    if text in ("", "*"):
        return None
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise Problem(400, 'If-Match ska vara kontaktens ETag, till exempel "3".')
    return int(text)


def shown(record: Record) -> Response:
    """The record as JSON, with its version as ETag."""
    response = jsonify(plain(record))
    response.set_etag(str(record.version))
    return response


def overtaken(conflict: EditConflict) -> Response:
    """412 with how the contact is now."""
    now = {"id": conflict.theirs.id, "current": plain(conflict.theirs)}
    words = {"type": "about:blank", "title": title_of(412), "status": 412}
    detail = "Någon har ändrat kontakten sedan du hämtade den. Ingenting är sparat."
    content = json.dumps({**words, "detail": detail, **now})
    return Response(content, status=412, content_type="application/problem+json")


def store() -> Store:
    """The registry, with the service's own clock."""
    return Store(lots().engine, lots().clock)

"""Adding and editing a contact: errors at the field, nothing typed is ever lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from services.navigator.need import list_needs
from services.registry.link import STATES, check_links
from services.registry.record import Record, new_id
from services.registry.store import EditConflict, InvalidRecord, checked
from services.registry.validation import Problem
from services.vocabulary import has_support_type, list_areas, list_stages, support_type
from services.web.admin.access import admits, current_user, note_done
from services.web.admin.conflict import Conflict, read_conflict
from services.web.admin.draft import Draft, draft_of, read_draft
from services.web.admin.fields import SECTIONS, list_options
from services.web.admin.own import is_fictional, list_own_towns, own_kind, own_record, store
from services.web.admin.preview import TIMES, Case, answer_with, read_case
from services.web.context import lots
from services.web.view import TurnView

blueprint = Blueprint("admin_edit", __name__, url_prefix="/admin")
Answer = str | Response | tuple[str, int]


@dataclass(frozen=True)
class Shown:
    """What the page shows beside the form."""

    problems: tuple[Problem, ...] = ()
    conflict: Conflict | None = None
    turn: TurnView | None = None
    link: str | None = None


@blueprint.get("/kontakt/ny")
@admits("editor")
def new() -> str:
    """An empty form; `?typ=` fills in what goes with a support type."""
    record = blank(request.args.get("typ", ""))
    return form_page(record, draft_of(record), Shown(), is_new=True)


@blueprint.post("/kontakt/ny")
@admits("editor")
def add() -> Answer:
    """Saves, previews or checks a new contact."""
    base = blank("")
    draft = read_draft(request.form, own_kind())
    wanted = replace(base, **draft.changes)
    if beside := look(draft, replace(wanted, verified_on=lots().clock().date())):
        return form_page(base, draft, beside, is_new=True)
    try:
        refuse_unread(draft)
        saved = store().add(wanted, by=current_user().name)
    except InvalidRecord as error:
        return form_page(base, draft, Shown(error.problems), is_new=True), 422
    note_done("lade till kontakten", saved.name, saved.id)
    return after_saving(saved)


@blueprint.get("/kontakt/<record>/andra")
@admits("editor")
def edit(record: str) -> str:
    """The form with what is saved."""
    found = own_record(record)
    return form_page(found, draft_of(found), Shown())


@blueprint.post("/kontakt/<record>/andra")
@admits("editor")
def save(record: str) -> Answer:
    """Saves, previews or checks an edited contact. Whoever comes second sees both versions."""
    found = own_record(record)
    draft = read_draft(request.form, own_kind(), found)
    if beside := look(draft, replace(found, **draft.changes)):
        return form_page(found, draft, beside)
    by, version = current_user().name, draft.version
    try:
        refuse_unread(draft)
        saved = store().edit(record, draft.changes, by=by, expected_version=version)
    except InvalidRecord as error:
        return form_page(found, draft, Shown(error.problems)), 422
    except EditConflict as conflict:
        return form_page(
            found, draft, Shown(conflict=read_conflict(store(), conflict, version))
        ), 409
    if saved.version != found.version:
        note_done("ändrade kontakten", saved.name, saved.id)
    return after_saving(saved)


def after_saving(saved: Record) -> Response:
    """Says that it is saved, also that it was checked where that button was used."""
    if request.form.get("do") == "verify":
        saved = store().verify(saved.id, by=current_user().name)
        note_done("kontrollerade kontakten", saved.name, saved.id)
        flash(f"Sparat. {saved.name} är kontrollerad i dag.")
    else:
        flash("Sparat.")
    return redirect(url_for("admin_contacts.show_one", record=saved.id), 303)


def look(draft: Draft, wanted: Record) -> Shown | None:
    """What was asked for instead of saving: the chat's answer, or whether the address works."""
    do = request.form.get("do")
    if do not in ("preview", "link"):
        return None
    try:
        refuse_unread(draft)
        record = checked(wanted)
    except InvalidRecord as error:
        return Shown(error.problems)
    if do == "link":
        return Shown(link=link_state(record))
    case = read_case(request.form, [town.code for town in list_own_towns()])
    return Shown(turn=answer_with(record, case, lots().clock(), lots().directory))


def link_state(record: Record) -> str:
    """Whether the web address answers, in words."""
    check = next(check_links([record]), None)
    return f"Webbadressen {STATES[check.state]}." if check else "Det finns ingen webbadress."


def refuse_unread(draft: Draft) -> None:
    """Raises InvalidRecord for what could not be read in the form."""
    if draft.problems:
        raise InvalidRecord(draft.problems)


def blank(kind: str) -> Record:
    """A new record in the user's scope, with what goes with a support type."""
    user, own = current_user(), own_kind()
    record = Record(
        id=new_id(),
        support_type="anhorigkonsulent",
        level=own,
        name="",
        municipality=user.municipality,
        region=user.region,
        fictional=is_fictional(),
    )
    if not has_support_type(kind):
        return record
    of = support_type(kind)
    return replace(
        record, support_type=kind, decision=of.decision, audience=of.audience, cost=of.cost
    )


def form_page(record: Record, draft: Draft, shown: Shown, *, is_new: bool = False) -> str:
    """The form, with everything that stands in it and what is shown beside it."""
    towns = list_own_towns()
    errors = {problem.field: problem.message for problem in reversed(shown.problems)}
    return render_template(
        "admin/edit.html",
        record=record,
        draft=draft,
        version=shown.conflict.version if shown.conflict else draft.version,
        shown=shown,
        errors=errors,
        is_new=is_new,
        sections=SECTIONS,
        options=lambda name: list_options(name, own_kind(), getattr(record, name)),
        towns=towns,
        case=read_case(request.form, [town.code for town in towns]) or Case(),
        choices=case_choices(),
    )


def case_choices() -> dict[str, list[tuple[str, str]]]:
    """What may be chosen in the preview."""
    needs: list[tuple[str, str]] = [(need.id, need.title) for need in list_needs()]
    areas: Any = [(term.id, term.label) for term in list_areas()]
    stages: Any = [(term.id, term.label) for term in list_stages()]
    return {"area": areas, "stage": stages, "need": needs, "when": list(TIMES.items())}

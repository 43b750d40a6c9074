"""The scope's contacts at a glance, and each of them by itself."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, request

from services.registry.phone import display_phone
from services.registry.record import Record
from services.vocabulary import SupportType, support_type
from services.web.admin.access import admits, current_user
from services.web.admin.fields import SECTIONS, list_facts
from services.web.admin.freshness import STATES, Freshness, count_states, freshness
from services.web.admin.own import list_own, own_record, store
from services.web.context import lots

blueprint = Blueprint("admin_contacts", __name__, url_prefix="/admin")


@dataclass(frozen=True)
class Row:
    """A record as it is listed."""

    record: Record
    kind: SupportType
    fresh: Freshness
    phone: str | None


@blueprint.get("/kontakter")
@admits("reader")
def show() -> str:
    """All of them, `?q=` and `?lage=` narrow it down; the shared ones below."""
    words, state = request.args.get("q", "").strip(), request.args.get("lage", "")
    records = list_own()
    rows = [row_of(record) for record in records]
    shown = [row for row in rows if suits(row, words, state)]
    return render_template(
        "admin/contacts.html",
        rows=shown,
        counts=count_states(records, lots().clock().date()),
        states=STATES,
        chosen={"q": words, "state": state},
        shared=list_shared(),
    )


@blueprint.get("/kontakt/<record>")
@admits("reader")
def show_one(record: str) -> str:
    """Everything about one contact."""
    found = own_record(record)
    return render_template(
        "admin/contact.html", row=row_of(found), sections=SECTIONS, facts=list_facts(found)
    )


def row_of(record: Record) -> Row:
    """The record as a row, as fresh as it is today."""
    return Row(
        record,
        support_type(record.support_type),
        freshness(record, lots().clock().date()),
        display_phone(record.phone) if record.phone else None,
    )


def suits(row: Row, words: str, state: str) -> bool:
    """Whether the row is asked for. What is retired is shown only when it is."""
    if state != row.fresh.state and (state or row.fresh.state == "retired"):
        return False
    known = f"{row.record.name} {row.kind.name} {row.record.phone} {row.phone}".casefold()
    return all(word in known for word in words.casefold().split())


def list_shared() -> list[Row]:
    """What a municipality has from its region: kept there once, shown in all of them."""
    code = current_user().municipality
    if code is None:
        return []
    contacts = lots().directory.list_contacts(code)
    region = [contact for contact in contacts if contact.scope.startswith("region:")]
    records = (store().find_record(contact.id) for contact in region)
    return [row_of(record) for record in records if record]

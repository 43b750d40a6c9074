"""The history of a record: what changed, when, by whom; and how to undo it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.registry.models import MetadataRow
from services.registry.record import DATE_FIELDS, LIST_FIELDS, Record
from services.registry.store import EditConflict, Store


class CannotUndo(Exception):
    """The change made the record, or is not known."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field, as it was and as it became."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One save: `action` is create, update, verify, retire, duplicate, import, seed or undo."""

    id: str
    record_id: str
    at: datetime
    by: str
    action: str
    version: int
    fields: tuple[FieldChange, ...]


def list_changes(store: Store, record_id: str) -> tuple[Change, ...]:
    """The changes of a record, newest first."""
    query = (
        select(MetadataRow)
        .where(MetadataRow.resource_id == record_id)
        .order_by(MetadataRow.version.desc(), MetadataRow.field_name)
    )
    return _changes(store, query)


def get_change(store: Store, change_id: str) -> Change:
    """One change. Raises CannotUndo when there is none by that id."""
    found = _changes(store, select(MetadataRow).where(MetadataRow.change_id == change_id))
    if not found:
        raise CannotUndo(change_id)
    return found[0]


def undo_change(store: Store, change_id: str, *, by: str) -> Record:
    """Sets the fields of a change back. Raises EditConflict when one of them has changed since,
    CannotUndo when the change is the one that made the record."""
    change = get_change(store, change_id)
    back = {f.field: f.before for f in change.fields}
    if "id" in back:
        raise CannotUndo(change_id)
    record = store.get_record(change.record_id)
    if any(getattr(record, f.field) != f.after for f in change.fields):
        raise EditConflict(record, replace(record, **back))
    return store.edit(change.record_id, back, by=by, expected_version=record.version, action="undo")


def _changes(store: Store, query: Any) -> tuple[Change, ...]:
    groups: dict[str, list[MetadataRow]] = {}
    with Session(store.engine) as session:
        for row in session.scalars(query):
            groups.setdefault(row.change_id, []).append(row)
    return tuple(_change(rows) for rows in groups.values())


def _change(rows: Sequence[MetadataRow]) -> Change:
    first = rows[0]
    return Change(
        id=first.change_id,
        record_id=first.resource_id,
        at=first.last_action_date,
        by=first.updated_by,
        action=first.last_action_type,
        version=first.version,
        fields=tuple(
            FieldChange(
                row.field_name,
                _value(row.field_name, row.previous_value),
                _value(row.field_name, row.replacement_value),
            )
            for row in rows
        ),
    )


def _value(field: str, text: str) -> Any:
    value = json.loads(text)
    if field in LIST_FIELDS:
        return tuple(value)
    if field in DATE_FIELDS and value:
        return date.fromisoformat(value)
    return value

"""Writes records: the HSDS rows, the listing, the history and the edition, in one transaction."""

import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, false, func, insert, select, update
from sqlalchemy.orm import Session

from services.registry.listing import listing_row
from services.registry.models import (
    AttributeRow,
    Base,
    EditionRow,
    ListingRow,
    MetadataRow,
    MunicipalityRow,
    OrganizationRow,
    RegionRow,
    ServiceRow,
)
from services.registry.record import EDITABLE_FIELDS, Record
from services.registry.rows import (
    CHILDREN,
    Rows,
    Values,
    child_rows,
    organization_row,
    service_row,
)

CHUNK = 500
COUNTRY = "Sverige"


@dataclass(frozen=True, slots=True)
class Write:
    """A record to be written, and what it was before (None when it is new). `origin` is the
    digest of the file row it comes from; None means that a person wrote it."""

    record: Record
    previous: Record | None = None
    origin: str | None = None


def write_records(
    session: Session, writes: Sequence[Write], *, by: str, at: datetime, action: str
) -> None:
    """Writes all of them, with a row of history a changed field. The caller commits."""
    names = scope_names(session)
    _write_organizations(session, [write.record for write in writes], names)
    for start in range(0, len(writes), CHUNK):
        chunk = writes[start : start + CHUNK]
        _write_services(session, chunk, at)
        _write_children(session, chunk, names)
        _write_listing(session, chunk)
        _insert(session, MetadataRow, list(_history(chunk, by, at, action)))
    raise_editions(session, _touched_scopes(writes))


def list_overtaken(session: Session, read: Iterable[Record | None]) -> set[str]:
    """The ids of those that have changed since they were read. From here to the end of the
    transaction nobody else can change them."""
    versions = {record.id: record.version for record in read if record}
    # SQLite has one lock, and takes it at the first write; PostgreSQL locks the rows it reads.
    session.execute(update(EditionRow).values(version=EditionRow.version).where(false()))
    ids = list(versions)
    now: dict[str, int] = {}
    for start in range(0, len(ids), CHUNK):
        query = select(ServiceRow.id, ServiceRow.version).with_for_update()
        rows = session.execute(query.where(ServiceRow.id.in_(ids[start : start + CHUNK])))
        now |= {id: version for id, version in rows}
    return {id for id, version in versions.items() if now.get(id) != version}


def raise_editions(session: Session, scopes: Iterable[str]) -> None:
    """Tells every cache that these scopes have changed."""
    for scope in sorted(scopes):
        raised = session.execute(
            update(EditionRow)
            .where(EditionRow.scope == scope)
            .values(version=EditionRow.version + 1)
            .returning(EditionRow.version)
        ).first()
        if raised is None:
            session.execute(insert(EditionRow).values(scope=scope, version=1))


def _touched_scopes(writes: Sequence[Write]) -> set[str]:
    before = {write.previous.scope for write in writes if write.previous}
    return before | {write.record.scope for write in writes}


def scope_names(session: Session) -> dict[str, str]:
    """What each scope is called: the country, each region, each municipality."""
    names = {"national": COUNTRY}
    for code, name in session.execute(select(MunicipalityRow.code, MunicipalityRow.name)):
        names[f"municipality:{code}"] = name
    for code, name in session.execute(select(RegionRow.code, RegionRow.name)):
        names[f"region:{code}"] = name
    return names


def _write_organizations(
    session: Session, records: Sequence[Record], names: dict[str, str]
) -> None:
    rows: dict[str, Values] = {}
    for record in records:
        row = organization_row(record, names[record.scope])
        rows.setdefault(row["id"], row)
    known: set[str] = set()
    ids = list(rows)
    for start in range(0, len(ids), CHUNK):
        query = select(OrganizationRow.id).where(OrganizationRow.id.in_(ids[start : start + CHUNK]))
        known |= set(session.scalars(query))
    _insert(session, OrganizationRow, [row for id, row in rows.items() if id not in known])


def _write_services(session: Session, writes: Sequence[Write], at: datetime) -> None:
    new: list[Values] = []
    old: list[Values] = []
    for write in writes:
        row = service_row(write.record)
        row |= {"last_modified": at, "edited": write.origin is None, "origin": write.origin}
        (old if write.previous else new).append(row)
    _insert(session, ServiceRow, new)
    if old:
        session.execute(update(ServiceRow), old)


def _write_children(session: Session, writes: Sequence[Write], names: dict[str, str]) -> None:
    old = [write.record.id for write in writes if write.previous]
    if old:
        for table in reversed(CHILDREN):
            owner = AttributeRow.link_id if table is AttributeRow else table.service_id  # type: ignore[attr-defined]
            session.execute(delete(table).where(owner.in_(old)))
    gathered: Rows = {table: [] for table in CHILDREN}
    for write in writes:
        for table, rows in child_rows(write.record, names[write.record.scope]).items():
            gathered[table] += rows
    for table, rows in gathered.items():
        _insert(session, table, rows)


def _write_listing(session: Session, writes: Sequence[Write]) -> None:
    old = [write.record.id for write in writes if write.previous]
    if old:
        session.execute(delete(ListingRow).where(ListingRow.service_id.in_(old)))
    shown = [write.record for write in writes if write.record.status == "active"]
    _insert(session, ListingRow, [listing_row(record) for record in shown])


def _insert(session: Session, table: type[Base], rows: list[Values]) -> None:
    """One statement for all rows: the mapped class would make one for each pattern of nulls."""
    if rows:
        session.execute(insert(table.__table__), rows)  # type: ignore[arg-type]


def _history(
    writes: Sequence[Write], by: str, at: datetime, action: str
) -> Iterator[dict[str, Any]]:
    for write in writes:
        shared = {
            "resource_id": write.record.id,
            "resource_type": "service",
            "last_action_date": at,
            "last_action_type": action,
            "updated_by": by,
            "change_id": str(uuid.uuid4()),
            "version": write.record.version,
        }
        for name, before, after in _differences(write):
            yield shared | {
                "id": str(uuid.uuid4()),
                "field_name": name,
                "previous_value": before,
                "replacement_value": after,
            }


def _differences(write: Write) -> Iterator[tuple[str, str, str]]:
    if write.previous is None:
        yield "id", "null", json.dumps(write.record.id)
        return
    for name in EDITABLE_FIELDS:
        before, after = getattr(write.previous, name), getattr(write.record, name)
        if before != after:
            yield name, to_json(before), to_json(after)


def to_json(value: Any) -> str:
    """A field's value as the history keeps it."""
    return json.dumps(value.isoformat() if isinstance(value, date) else value, ensure_ascii=False)


def count_services(session: Session) -> int:
    """How many services there are, whatever their status."""
    return session.scalar(select(func.count()).select_from(ServiceRow)) or 0

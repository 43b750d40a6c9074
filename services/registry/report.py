"""Reports that something does not hold, and the queue of them. Nothing personal is kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, insert, select, update
from sqlalchemy.orm import Session

from services.registry.erasure import erasing
from services.registry.models import ReportRow, ServiceRow
from services.registry.record import new_id, scope_of
from services.registry.store import Store, UnknownRecord

KINDS = {
    "phone": "Numret stämmer inte",
    "hours": "Tiderna stämmer inte",
    "silent": "Ingen svarar",
    "closed": "Verksamheten finns inte kvar",
    "other": "Något annat",
}
LONGEST_NOTE = 500
NOTE_KEPT = timedelta(days=90)


class BadReport(ValueError):
    """The report cannot be taken; the message is Swedish."""


@dataclass(frozen=True, slots=True)
class Report:
    """Someone said that a contact does not hold. `municipality` is where they were asking from."""

    id: str
    record_id: str
    name: str
    scope: str
    municipality: str | None
    kind: str
    note: str | None
    created_at: datetime
    handled_at: datetime | None
    handled_by: str | None


def add_report(
    store: Store, record_id: str, kind: str, *, note: str = "", municipality: str | None = None
) -> str:
    """Puts a report in the queue and returns its id. The caller has masked personal data in the
    note. Raises UnknownRecord or BadReport."""
    if kind not in KINDS:
        raise BadReport("Välj vad det är som inte stämmer.")
    if len(note) > LONGEST_NOTE:
        raise BadReport(f"Skriv högst {LONGEST_NOTE} tecken.")
    id = new_id()
    with Session(store.engine) as session, session.begin():
        service = session.get(ServiceRow, record_id)
        if service is None:
            raise UnknownRecord(record_id)
        values = {
            "id": id,
            "service_id": record_id,
            "scope": scope_of(service.municipality_code, service.region_code),
            "municipality_code": municipality,
            "kind": kind,
            "note": note.strip() or None,
            "created_at": store.clock(),
        }
        session.execute(insert(ReportRow).values(values))
    return id


def list_reports(
    store: Store, scopes: tuple[str, ...] = (), *, handled: bool = False
) -> tuple[Report, ...]:
    """Reports on the contacts of these scopes (all when none is given), oldest first; those
    still to be handled, or those that are."""
    is_open = ReportRow.handled_at.is_(None)
    query = _query().where(~is_open if handled else is_open).order_by(ReportRow.created_at)
    if scopes:
        query = query.where(ReportRow.scope.in_(scopes))
    with Session(store.engine) as session:
        return tuple(_report(row, name) for row, name in session.execute(query))


def find_report(store: Store, id: str) -> Report | None:
    """One report, or None."""
    with Session(store.engine) as session:
        found = session.execute(_query().where(ReportRow.id == id)).first()
        return _report(*found) if found else None


def handle_report(store: Store, id: str, *, by: str) -> bool:
    """Takes a report out of the queue and erases what the person wrote; False when it was not
    there or already handled."""
    handled = (
        update(ReportRow)
        .where(ReportRow.id == id, ReportRow.handled_at.is_(None))
        .values(handled_at=store.clock(), handled_by=by, note=None)
    )
    with erasing(store.engine) as connection:
        return connection.execute(handled).rowcount > 0


def erase_old_notes(store: Store) -> int:
    """Erases what people wrote ninety days ago; what did not hold is still there to be handled.
    Returns how many notes that was."""
    old = ReportRow.note.is_not(None) & (ReportRow.created_at <= store.clock() - NOTE_KEPT)
    with erasing(store.engine) as connection:
        return connection.execute(update(ReportRow).where(old).values(note=None)).rowcount


def _query() -> Select[ReportRow, str]:
    return select(ReportRow, ServiceRow.name).join(
        ServiceRow, ReportRow.service_id == ServiceRow.id
    )


def _report(row: ReportRow, name: str) -> Report:
    return Report(
        id=row.id,
        record_id=row.service_id,
        name=name,
        scope=row.scope,
        municipality=row.municipality_code,
        kind=row.kind,
        note=row.note,
        created_at=row.created_at,
        handled_at=row.handled_at,
        handled_by=row.handled_by,
    )

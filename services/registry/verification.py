"""What is due to be checked, and when it was."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, case, func, or_, select
from sqlalchemy.orm import Session

from services.registry.models import ServiceRow, VerificationRow
from services.registry.record import scope_of
from services.registry.store import Store


@dataclass(frozen=True, slots=True)
class Due:
    """A record that should be checked; `next_check` is None if it never was."""

    id: str
    support_type: str
    name: str
    scope: str
    verified_on: date | None
    next_check: date | None


@dataclass(frozen=True, slots=True)
class Verification:
    """Someone said that it still holds."""

    on: date
    by: str
    note: str | None


def list_due(
    store: Store,
    until: date,
    *,
    municipality: str | None = None,
    region: str | None = None,
) -> tuple[Due, ...]:
    """The active records to check by a day, the longest overdue first: a municipality's, a
    region's, or everyone's."""
    query = select(ServiceRow).where(
        ServiceRow.status == "active",
        or_(ServiceRow.next_check.is_(None), ServiceRow.next_check <= until),
    )
    if municipality:
        query = query.where(ServiceRow.municipality_code == municipality)
    if region:
        query = query.where(ServiceRow.region_code == region)
    with Session(store.engine) as session:
        found = [_due(row) for row in session.scalars(query)]
    return tuple(sorted(found, key=lambda due: (due.next_check or date.min, due.name)))


def count_freshness(engine: Engine, today: date) -> dict[str, int]:
    """How many active records are fresh, due to be checked, and never checked."""
    never = ServiceRow.assured_date.is_(None)
    due = or_(ServiceRow.next_check.is_(None), ServiceRow.next_check <= today)
    state = case((never, "never"), (due, "due"), else_="fresh")
    query = select(state, func.count()).where(ServiceRow.status == "active").group_by(state)
    with engine.connect() as connection:
        found = {str(name): int(number) for name, number in connection.execute(query)}
    return {name: found.get(name, 0) for name in ("fresh", "due", "never")}


def list_verifications(store: Store, id: str) -> tuple[Verification, ...]:
    """When a record was checked and by whom, newest first."""
    query = (
        select(VerificationRow)
        .where(VerificationRow.service_id == id)
        .order_by(VerificationRow.verified_on.desc())
    )
    with Session(store.engine) as session:
        return tuple(
            Verification(row.verified_on, row.verified_by, row.note)
            for row in session.scalars(query)
        )


def _due(row: ServiceRow) -> Due:
    return Due(
        id=row.id,
        support_type=row.support_type,
        name=row.name,
        scope=scope_of(row.municipality_code, row.region_code),
        verified_on=row.assured_date,
        next_check=row.next_check,
    )

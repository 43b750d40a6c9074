"""What a municipality takes in: only where someone reads it, and it has not been switched off."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, exists, insert, or_, select
from sqlalchemy.orm import Session

from services.accounts.models import AccountRow
from services.desk.desk import Desk
from services.desk.models import SwitchRow
from services.registry.models import MunicipalityRow

READERS = ("editor", "administrator")


@dataclass(frozen=True, slots=True)
class Switches:
    """Whether people may ask to be called, and send questions on."""

    callbacks: bool = True
    questions: bool = True


def get_switches(desk: Desk, municipality: str) -> Switches:
    """What the municipality has chosen."""
    with Session(desk.engine) as session:
        row = session.get(SwitchRow, municipality)
        return Switches(row.callbacks, row.questions) if row else Switches()


def set_switches(desk: Desk, municipality: str, switches: Switches) -> None:
    """Keeps the choice."""
    values = {"callbacks": switches.callbacks, "questions": switches.questions}
    with desk.begin() as session:
        session.execute(delete(SwitchRow).where(SwitchRow.municipality_code == municipality))
        session.execute(insert(SwitchRow).values(municipality_code=municipality, **values))


def find_open(desk: Desk, municipality: str | None) -> Switches:
    """What may be sent to a municipality now: nothing where nobody would read it. In a fictional
    one everything may be tried."""
    if municipality is None or not _has_readers(desk, municipality):
        return Switches(callbacks=False, questions=False)
    return get_switches(desk, municipality)


def _has_readers(desk: Desk, municipality: str) -> bool:
    reader = exists().where(
        AccountRow.scope == f"municipality:{municipality}",
        AccountRow.role.in_(READERS),
        AccountRow.closed_at.is_(None),
        or_(AccountRow.password_hash.is_not(None), AccountRow.subject.is_not(None)),
    )
    fictional = exists().where(MunicipalityRow.code == municipality, MunicipalityRow.fictional)
    with Session(desk.engine) as session:
        return bool(session.scalar(select(or_(reader, fictional))))

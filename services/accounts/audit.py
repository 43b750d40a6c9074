"""The audit log: what was done, when and by whom. It is written, and read, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from services.accounts.models import AuditRow
from services.accounts.office import Office

ACTIONS = {
    "sign_in": "loggade in",
    "sign_in_failed": "kunde inte logga in",
    "locked": "spärrades efter många försök",
    "sign_out": "loggade ut",
    "account_add": "bjöd in",
    "account_link": "gjorde en ny länk för",
    "account_ready": "började använda sitt konto",
    "account_role": "ändrade rollen för",
    "account_close": "stängde kontot för",
    "account_open": "öppnade kontot igen för",
    "backup": "tog en säkerhetskopia",
}
SERVER, EVERYWHERE = "servern", "national"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing done. `action` is a key of ACTIONS or a word that another room wrote."""

    at: datetime
    username: str
    scope: str | None
    action: str
    target: str | None
    detail: str | None

    @property
    def what(self) -> str:
        """What was done, in Swedish where it has words."""
        return ACTIONS.get(self.action, self.action)


def note(
    office: Office,
    username: str,
    scope: str | None,
    action: str,
    target: str | None = None,
    detail: str | None = None,
) -> None:
    """Writes one row in a transaction of its own."""
    with office.begin() as session:
        note_in(session, office, username, scope, action, target, detail)


def note_in(
    session: Session,
    office: Office,
    username: str,
    scope: str | None,
    action: str,
    target: str | None = None,
    detail: str | None = None,
) -> None:
    """Writes one row in the caller's transaction: both are kept, or neither."""
    values = {"username": username[:100], "scope": scope, "action": action}
    values |= {"target": target[:100] if target else None, "detail": detail}
    session.execute(insert(AuditRow).values(at=office.clock(), **values))


def list_entries(
    office: Office, scope: str, *, before: int | None = None, limit: int = 100
) -> tuple[tuple[int, Entry], ...]:
    """What was done in a scope, newest first, each with its number; `before` turns the page."""
    query = select(AuditRow).where(AuditRow.scope == scope).order_by(AuditRow.id.desc())
    if before is not None:
        query = query.where(AuditRow.id < before)
    with Session(office.engine) as session:
        return tuple((row.id, _entry(row)) for row in session.scalars(query.limit(limit)))


def note_backup(office: Office) -> None:
    """Writes that everything has been copied just now."""
    note(office, SERVER, EVERYWHERE, "backup")


def find_last_backup(office: Office) -> datetime | None:
    """When everything was last copied; None where that has never been noted."""
    mine = (AuditRow.scope == EVERYWHERE) & (AuditRow.action == "backup")
    query = select(AuditRow.at).where(mine).order_by(AuditRow.id.desc()).limit(1)
    with Session(office.engine) as session:
        return session.scalar(query)


def _entry(row: AuditRow) -> Entry:
    return Entry(row.at, row.username, row.scope, row.action, row.target, row.detail)

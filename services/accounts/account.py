"""Accounts: made by an invitation, never by oneself; closed, never deleted."""

from __future__ import annotations

import re
import uuid

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from services.accounts.audit import note_in
from services.accounts.models import AccountRow, InvitationRow, SessionRow
from services.accounts.office import Office
from services.accounts.user import ROLES, User, user_from
from services.registry.models import MunicipalityRow, RegionRow

USERNAME = re.compile(r"^[^\s<>\"'&]{2,100}$")


class BadAccount(ValueError):
    """The account cannot be made or changed so; `field` is the input, the message Swedish."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class UnknownAccount(LookupError):
    """No account has this id."""


def add_account(
    office: Office, username: str, *, scope: str, role: str, by: str, name: str = ""
) -> User:
    """A new account that nobody can use before its invitation. Raises BadAccount."""
    username = clean_username(username)
    if role not in ROLES:
        raise BadAccount("role", "Rollen finns inte. Välj läsare, redaktör eller administratör.")
    row = AccountRow(
        id=str(uuid.uuid4()),
        username=username,
        name=(name.strip() or username)[:100],
        scope=scope,
        role=role,
        created_at=office.clock(),
    )
    with office.begin() as session:
        _require_free(session, username)
        _require_scope(session, scope)
        session.add(row)
        note_in(session, office, by, scope, "account_add", username, role)
        session.flush()
        return user_from(row)


def clean_username(text: str) -> str:
    """A user name as it is kept. Raises BadAccount."""
    username = text.strip().casefold()
    if not USERNAME.match(username):
        raise BadAccount("username", "Skriv en e-postadress eller ett namn utan mellanslag.")
    return username


def find_account(office: Office, username: str) -> User | None:
    """The account with this user name, or None."""
    query = select(AccountRow).where(AccountRow.username == username.strip().casefold())
    with Session(office.engine) as session:
        row = session.scalar(query)
        return user_from(row) if row else None


def get_account(office: Office, id: str) -> User:
    """The account with this id. Raises UnknownAccount."""
    with Session(office.engine) as session:
        return user_from(_row(session, id))


def list_accounts(office: Office, scope: str | None = None) -> tuple[User, ...]:
    """The accounts of a scope, or all, open ones first, by name."""
    query = select(AccountRow)
    if scope:
        query = query.where(AccountRow.scope == scope)
    with Session(office.engine) as session:
        users = [user_from(row) for row in session.scalars(query)]
    return tuple(sorted(users, key=lambda user: (user.closed_at is not None, user.name)))


def set_role(office: Office, id: str, role: str, *, by: str) -> None:
    """Another role. Raises UnknownAccount or BadAccount."""
    if role not in ROLES:
        raise BadAccount("role", "Rollen finns inte. Välj läsare, redaktör eller administratör.")
    with office.begin() as session:
        row = _row(session, id)
        if row.role != role:
            row.role = role
            note_in(session, office, by, row.scope, "account_role", row.username, role)


def close_account(office: Office, id: str, *, by: str) -> None:
    """Signs the person out everywhere and lets them in no more. Raises UnknownAccount."""
    with office.begin() as session:
        row = _row(session, id)
        row.closed_at = row.closed_at or office.clock()
        for table in (SessionRow, InvitationRow):
            session.execute(delete(table).where(table.account_id == id))
        note_in(session, office, by, row.scope, "account_close", row.username)


def open_account(office: Office, id: str, *, by: str) -> None:
    """Opens a closed account; the person needs a new link. Raises UnknownAccount."""
    with office.begin() as session:
        row = _row(session, id)
        row.closed_at = row.password_hash = row.totp_secret = row.totp_step = None
        note_in(session, office, by, row.scope, "account_open", row.username)


def _row(session: Session, id: str) -> AccountRow:
    row = session.get(AccountRow, id)
    if row is None:
        raise UnknownAccount(id)
    return row


def _require_free(session: Session, username: str) -> None:
    if session.scalar(select(exists().where(AccountRow.username == username))):
        raise BadAccount("username", f"Det finns redan ett konto som heter {username}.")


def _require_scope(session: Session, scope: str) -> None:
    kind, _, code = scope.partition(":")
    if scope == "national":
        return
    table = {"municipality": MunicipalityRow, "region": RegionRow}.get(kind)
    if table is None or session.get(table, code) is None:
        word = "region" if kind == "region" else "kommun"
        raise BadAccount("scope", f"Det finns ingen {word} med koden {code}.")

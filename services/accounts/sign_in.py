"""Signing in with a password and a code; many wrong ones close the door for a while."""

from __future__ import annotations

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from services.accounts.attempt import count_attempt, forget_attempts, take_back
from services.accounts.audit import note
from services.accounts.models import AccountRow
from services.accounts.office import Office
from services.accounts.password import is_password
from services.accounts.two_step import step_of, unseal
from services.accounts.user import User, user_from


class SignInRefused(Exception):
    """User name, password or code is wrong; which of them is not told."""


class LockedOut(Exception):
    """Too many wrong attempts with this user name, whether it exists or not."""


def check_sign_in(office: Office, username: str, password: str) -> User:
    """Who it is, by user name and password; `two_step` says whether a code is needed too.
    Raises SignInRefused or LockedOut. What is refused is noted."""
    username = username.strip().casefold()[:100]
    with Session(office.engine) as session:
        row = session.scalar(select(AccountRow).where(AccountRow.username == username))
    _count(office, username, row)
    right = is_password(row.password_hash if row else None, password)
    if row is None or not right or row.closed_at is not None:
        raise _refused(office, username, row)
    if row.totp_secret:
        take_back(office, username)
    else:
        forget_attempts(office, username)
    return user_from(row)


def check_code(office: Office, account_id: str, code: str) -> User:
    """Who it is, by the code, for one whose password was right. Each code is good once.
    Raises SignInRefused or LockedOut."""
    with Session(office.engine) as session:
        row = session.get(AccountRow, account_id)
    if row is None or row.closed_at is not None:
        raise SignInRefused
    _count(office, row.username, row)
    if not _use_code(office, row, code):
        raise _refused(office, row.username, row)
    forget_attempts(office, row.username)
    return user_from(row)


def _count(office: Office, username: str, row: AccountRow | None) -> None:
    """Counts before it looks, so that a hundred guesses at once are still counted."""
    allowed, is_last = count_attempt(office, username)
    if is_last and row is not None:
        note(office, username, row.scope, "locked")
    if not allowed:
        raise LockedOut


def _use_code(office: Office, row: AccountRow, code: str) -> bool:
    """Whether the code is right and has not been used; from now on it has."""
    step = step_of(unseal(office.secret_key, row.totp_secret or ""), code, office.clock())
    if step is None:
        return False
    unused = or_(AccountRow.totp_step.is_(None), AccountRow.totp_step < step)
    with office.begin() as session:
        used = session.execute(
            update(AccountRow)
            .where(AccountRow.id == row.id, unused)
            .values(totp_step=step)
            .returning(AccountRow.id)
        ).first()
    return used is not None


def _refused(office: Office, username: str, row: AccountRow | None) -> SignInRefused:
    # What is typed as a user name may be a password: only names that exist are noted.
    name, scope = (username, row.scope) if row else ("okänt användarnamn", None)
    note(office, name, scope, "sign_in_failed")
    return SignInRefused()

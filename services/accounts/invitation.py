"""One-time links: the way in for a new person, and back in for one who has lost theirs."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from services.accounts.account import UnknownAccount
from services.accounts.audit import note_in
from services.accounts.models import AccountRow, InvitationRow, SessionRow
from services.accounts.office import Office, digest_of, new_token
from services.accounts.password import check_password, hash_password
from services.accounts.two_step import seal, step_of
from services.accounts.user import User, user_from

DAYS_VALID = 7


class BadLink(LookupError):
    """The link was used, has grown old, or never was."""


class WrongCode(ValueError):
    """The code is not the one that the app shows now."""


def invite(office: Office, account_id: str, *, by: str) -> str:
    """A new one-time token for an open account; older ones end. Raises UnknownAccount."""
    token = new_token()
    expires_at = office.clock() + timedelta(days=DAYS_VALID)
    with office.begin() as session:
        row = session.get(AccountRow, account_id)
        if row is None or row.closed_at is not None:
            raise UnknownAccount(account_id)
        session.execute(delete(InvitationRow).where(InvitationRow.account_id == account_id))
        values = {"digest": digest_of(token), "account_id": account_id}
        session.execute(insert(InvitationRow).values(**values, expires_at=expires_at))
        note_in(session, office, by, row.scope, "account_link", row.username)
    return token


def read_invitation(office: Office, token: str) -> User:
    """Whom the link is for. Raises BadLink."""
    with Session(office.engine) as session:
        return user_from(_invited(session, office, token))


def redeem(
    office: Office, token: str, password: str, totp_secret: str | None = None, code: str = ""
) -> User:
    """Uses the link up: the password holds from now on, and the second step if a secret is
    given with the code it shows. Everyone signed in with the account is signed out.
    Raises BadLink, BadPassword or WrongCode."""
    with office.begin() as session:
        row = _invited(session, office, token)
        check_password(password, row.username)
        step = step_of(totp_secret, code, office.clock()) if totp_secret else None
        if totp_secret and step is None:
            raise WrongCode
        _use_up(session, token)
        row.password_hash = hash_password(password)
        row.totp_secret = seal(office.secret_key, totp_secret) if totp_secret else None
        row.totp_step = step
        session.execute(delete(SessionRow).where(SessionRow.account_id == row.id))
        note_in(session, office, row.username, row.scope, "account_ready", row.username)
        return user_from(row)


def _use_up(session: Session, token: str) -> None:
    """Of two who use a link at once, one wins."""
    used = session.execute(
        delete(InvitationRow)
        .where(InvitationRow.digest == digest_of(token))
        .returning(InvitationRow.account_id)
    ).first()
    if used is None:
        raise BadLink


def _invited(session: Session, office: Office, token: str) -> AccountRow:
    row = session.scalar(
        select(AccountRow)
        .join(InvitationRow, InvitationRow.account_id == AccountRow.id)
        .where(
            InvitationRow.digest == digest_of(token),
            InvitationRow.expires_at > office.clock(),
            AccountRow.closed_at.is_(None),
        )
    )
    if row is None:
        raise BadLink
    return row

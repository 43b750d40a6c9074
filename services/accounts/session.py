"""Sessions kept on the server: they end when nothing happens, and at the end of the day."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.orm import Session

from services.accounts.models import AccountRow, SessionRow
from services.accounts.office import Office, digest_of, new_token
from services.accounts.user import User, user_from

IDLE = timedelta(hours=2)
LONGEST = timedelta(hours=12)
NOTED_EVERY = timedelta(minutes=1)


def start_session(office: Office, account_id: str) -> str:
    """The token of a new session; only its digest is kept. What has ended is erased."""
    token, at = new_token(), office.clock()
    with office.begin() as session:
        ended = or_(SessionRow.seen_at < at - IDLE, SessionRow.began_at < at - LONGEST)
        session.execute(delete(SessionRow).where(ended))
        values = {"digest": digest_of(token), "account_id": account_id}
        session.execute(insert(SessionRow).values(**values, began_at=at, seen_at=at))
        session.execute(
            update(AccountRow).where(AccountRow.id == account_id).values(signed_in_at=at)
        )
    return token


def find_user(office: Office, token: str) -> User | None:
    """Who the token signs in; None when the session has ended or the account is closed."""
    at, digest = office.clock(), digest_of(token)
    query = (
        select(AccountRow, SessionRow.seen_at)
        .join(SessionRow, SessionRow.account_id == AccountRow.id)
        .where(
            SessionRow.digest == digest,
            SessionRow.seen_at >= at - IDLE,
            SessionRow.began_at >= at - LONGEST,
            AccountRow.closed_at.is_(None),
        )
    )
    with Session(office.engine) as session:
        found = session.execute(query).first()
        if found is None:
            return None
        row, seen_at = found
        user = user_from(row)
        if at - seen_at >= NOTED_EVERY:
            changed = update(SessionRow).where(SessionRow.digest == digest).values(seen_at=at)
            session.execute(changed)
            session.commit()
    return user


def end_session(office: Office, token: str) -> None:
    """Ends the session at once."""
    with office.begin() as session:
        session.execute(delete(SessionRow).where(SessionRow.digest == digest_of(token)))

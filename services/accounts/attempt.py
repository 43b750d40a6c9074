"""Attempts to sign in with one user name, counted whether it exists or not."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from services.accounts.models import FailureRow
from services.accounts.office import Office, digest_of

MOST = 5
LOCKED_FOR = timedelta(minutes=15)


def count_attempt(office: Office, username: str) -> tuple[bool, bool]:
    """Counts an attempt. Returns whether it is allowed, and whether it was the first one that
    was not. A lock ends a quarter of an hour after it began."""
    digest, at = digest_of(username), office.clock()
    make = insert_sqlite if office.engine.dialect.name == "sqlite" else insert_postgresql
    values = {"digest": digest, "count": 1, "last_at": at}
    add_one = (
        make(FailureRow)
        .values(**values)
        .on_conflict_do_update(
            index_elements=[FailureRow.digest], set_={"count": FailureRow.count + 1}
        )
    )
    with office.begin() as session:
        session.execute(delete(FailureRow).where(FailureRow.last_at <= at - LOCKED_FOR))
        session.execute(add_one)
        count = session.scalar(select(FailureRow.count).where(FailureRow.digest == digest)) or 1
        if count == MOST + 1:
            locked = update(FailureRow).where(FailureRow.digest == digest).values(last_at=at)
            session.execute(locked)
    return count <= MOST, count == MOST + 1


def take_back(office: Office, username: str) -> None:
    """An attempt that was half right: the other half is counted by itself."""
    with office.begin() as session:
        session.execute(
            update(FailureRow)
            .where(FailureRow.digest == digest_of(username))
            .values(count=FailureRow.count - 1)
        )


def forget_attempts(office: Office, username: str) -> None:
    """Starts the count anew for one who came in."""
    with office.begin() as session:
        session.execute(delete(FailureRow).where(FailureRow.digest == digest_of(username)))

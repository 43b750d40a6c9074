"""The office: what the functions of this room stand on."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

TOKEN_BYTES = 32


def real_time() -> datetime:
    """The real time, in UTC: who may sign in never depends on a time that was set for show."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Office:
    """The database, the secret that protects what is kept in it, and the time."""

    engine: Engine
    secret_key: str = field(repr=False)
    clock: Callable[[], datetime] = real_time

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """A transaction, committed at the end."""
        with Session(self.engine) as session, session.begin():
            yield session


def new_token() -> str:
    """256 random bits that fit in an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest_of(text: str) -> str:
    """What a token is kept as: whoever reads the database cannot use it."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()

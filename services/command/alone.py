"""Alone: while one process prepares the database, every other one waits for its turn."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url

from services.registry.database import open_database

TURN = 0x6C6F7473
"""The number of the lock in PostgreSQL: "lots" in ASCII."""


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Holds the database's lock. It is let go of also when the process is killed."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        with _alone_on_file(Path(address.database or "lots.db")):
            yield
        return
    engine = open_database(url)
    try:
        with _alone_on_server(engine):
            yield
    finally:
        engine.dispose()


@contextmanager
def _alone_on_file(database: Path) -> Iterator[None]:
    database.parent.mkdir(parents=True, exist_ok=True)
    with database.with_name(f"{database.name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _alone_on_server(engine: Engine) -> Iterator[None]:
    """A lock of the session, which ends with the connection."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SELECT pg_advisory_lock(:turn)"), {"turn": TURN})
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:turn)"), {"turn": TURN})

"""Opens the database: SQLite as good as it gets, or PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from services.settings import read_settings

# How long someone who waits for an answer waits for a lock, and for a statement, in milliseconds.
LOCK_MS, STATEMENT_MS = 2000, 6000
HURRIED = f"-c lock_timeout={LOCK_MS} -c statement_timeout={STATEMENT_MS}"
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA synchronous = NORMAL",
    # What is deleted or written over leaves nothing in the file, whoever does it.
    "PRAGMA secure_delete = ON",
)


def open_database(url: str | None = None, *, hurried: bool = False) -> Engine:
    """An engine for the URL, or for LOTS_DATABASE_URL. The caller keeps it and disposes of it. A
    server that went away and came back is found again; a file cannot go away.

    ``hurried`` is for those who answer people: a database that is locked or slow raises
    OperationalError after seconds, so that they can be answered without it."""
    url = url or database_url()
    if not is_sqlite(url):
        options = {"connect_timeout": 3} | ({"options": HURRIED} if hurried else {})
        return create_engine(url, pool_pre_ping=True, pool_timeout=5, connect_args=options)
    engine = create_engine(url)
    event.listen(engine, "connect", _set_pragmas)
    if hurried:
        event.listen(engine, "connect", _hurry)
    return engine


@contextmanager
def lasting(engine: Engine) -> Iterator[Session]:
    """A transaction that is on the disk when it has been committed, whatever happens to the
    power: what has been confirmed to a person must not be lost."""
    with engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            connection.execute(text("PRAGMA synchronous = FULL"))
            connection.commit()
        try:
            with Session(connection) as session, session.begin():
                yield session
        finally:
            if sqlite:
                connection.rollback()
                connection.execute(text("PRAGMA synchronous = NORMAL"))
                connection.commit()


def database_url() -> str:
    """The URL that the settings give; the folder of a SQLite file is made if it is missing."""
    url = read_settings().database_url
    if is_sqlite(url) and (file := make_url(url).database):
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    return url


def _set_pragmas(connection: SqliteConnection, record: Any) -> None:
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _hurry(connection: SqliteConnection, record: Any) -> None:
    connection.execute(f"PRAGMA busy_timeout = {LOCK_MS}")


def is_sqlite(url: str) -> bool:
    """Whether the URL is one of SQLite's."""
    return make_url(url).get_backend_name() == "sqlite"

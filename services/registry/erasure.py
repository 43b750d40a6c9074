"""Erasing for good: on SQLite what is deleted is also overwritten, and the log emptied."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text


@contextmanager
def erasing(engine: Engine) -> Iterator[Connection]:
    """A connection whose deletions leave nothing behind; committed at the end."""
    with engine.connect() as connection:
        overwrite_what_is_deleted(connection)
        yield connection
        connection.commit()
        empty_the_log(connection)


def overwrite_what_is_deleted(connection: Connection) -> None:
    """Makes the database write zeros over what this connection deletes."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA secure_delete = ON"))


def empty_the_log(connection: Connection) -> None:
    """The write-ahead log also holds what was said. A busy database empties it a little later."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).close()
        connection.commit()

"""Erasing for good: SQLite writes zeros over what is deleted, and here its log is emptied too."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text


@contextmanager
def erasing(engine: Engine) -> Iterator[Connection]:
    """A connection whose deletions leave nothing behind; committed at the end. The engine is one
    of open_database, which makes SQLite overwrite."""
    with engine.connect() as connection:
        yield connection
        connection.commit()
        empty_the_log(connection)


def empty_the_log(connection: Connection) -> None:
    """The write-ahead log also holds what was said. A busy database empties it a little later."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).close()
        connection.commit()

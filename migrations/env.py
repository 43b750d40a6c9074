"""Runs migrations against the database of the settings, or the connection it is handed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from sqlalchemy import Connection, event, text

from services.registry.database import open_database
from services.registry.models import Base

LOCK = 20261124


def migrate(connection: Connection) -> None:
    """Brings one database to the wanted revision. Whoever comes second waits for the first."""
    with alone(connection), whole(connection):
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            # All that are missing or none: the version before can go on when one of them fails.
            transaction_per_migration=False,
            transactional_ddl=True,
        )
        with context.begin_transaction():
            context.run_migrations()


@contextmanager
def alone(connection: Connection) -> Iterator[None]:
    """Keeps other migrations out, until the end or until the transaction that it is in ends.
    SQLite has its own way: one writer at a time."""
    if connection.dialect.name != "postgresql":
        yield
        return
    if connection.in_transaction():
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        yield
        return
    connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOCK})
    connection.commit()
    try:
        yield
    finally:
        connection.rollback()
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK})
        connection.commit()


@contextmanager
def whole(connection: Connection) -> Iterator[None]:
    """Makes a migration all or nothing in SQLite too: its driver begins no transaction before a
    CREATE TABLE, and one that was killed would be left half-done."""
    if connection.dialect.name != "sqlite" or connection.in_transaction():
        yield
        return
    driver: Any = connection.connection.dbapi_connection
    usual, driver.isolation_level = driver.isolation_level, None
    event.listen(connection, "begin", begin)
    try:
        yield
    finally:
        event.remove(connection, "begin", begin)
        driver.isolation_level = usual


def begin(connection: Connection) -> None:
    """Begins it where the driver would not."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def main() -> None:
    """Uses the connection that the caller gave, else opens one."""
    handed = context.config.attributes.get("connection")
    if handed is not None:
        migrate(handed)
        return
    engine = open_database(context.config.get_main_option("sqlalchemy.url"))
    with engine.connect() as connection:
        migrate(connection)
    engine.dispose()


main()

"""Copies of an SQLite database: out while people write, and back in one transaction."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from services.command.archive import TEMPORARY, BadArchive

WAIT_SECONDS = 30.0


def copy_out(database: Path, copy: Path) -> None:
    """A consistent copy of a database in use, without the rows of TEMPORARY, also in its free
    pages."""
    with closing(connect(database)) as source, closing(connect(copy)) as target:
        source.backup(target)
        present = set(list_tables(target))
        for table in TEMPORARY[::-1]:
            if table in present:
                target.execute(f'DELETE FROM "{table}"')
        target.commit()
        target.execute("PRAGMA journal_mode = DELETE")
        target.execute("VACUUM")


def copy_in(copy: Path, database: Path) -> None:
    """Puts a checked copy in the database's place. Those who have it open go on with the new
    content; whoever reads in the middle sees all of the old. Nothing is left of the old."""
    database.parent.mkdir(parents=True, exist_ok=True)
    with closing(connect(copy)) as source, closing(connect(database)) as target:
        target.execute("PRAGMA secure_delete = ON")
        source.backup(target)
        target.execute("PRAGMA journal_mode = WAL")
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def check_copy(copy: Path, counts: dict[str, int]) -> None:
    """Raises BadArchive unless the file is a sound database with exactly these rows."""
    try:
        with closing(connect(copy)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            loose = connection.execute("PRAGMA foreign_key_check").fetchone()
            found = count_rows(connection)
    except sqlite3.Error as error:
        raise BadArchive(f"Databasen i kopian går inte att öppna ({error}).") from None
    if not sound or loose:
        raise BadArchive("Databasen i kopian är skadad.")
    compare(found, counts)


def compare(found: dict[str, int], counts: dict[str, int]) -> None:
    """Raises BadArchive with the first table whose number of rows is another."""
    for table in sorted(counts.keys() | found.keys()):
        if found.get(table) != counts.get(table):
            raise BadArchive(
                f"Tabellen {table} har {found.get(table, 0)} rader men ska ha "
                f"{counts.get(table, 0)}."
            )


def count_rows(connection: sqlite3.Connection) -> dict[str, int]:
    """Rows by table."""
    return {
        table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
        for table in list_tables(connection)
    }


def list_tables(connection: sqlite3.Connection) -> list[str]:
    """The tables, without SQLite's own."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    return [name for (name,) in connection.execute(f"{query} ORDER BY name")]


def raise_editions(database: Path, above: int) -> None:
    """Makes every edition newer than what a running service may have cached."""
    with closing(connect(database)) as connection:
        connection.execute("UPDATE edition SET version = version + ?", (above,))
        connection.commit()


def newest_edition(database: Path) -> int:
    """The highest edition there is; 0 where there is no such table."""
    if not database.exists():
        return 0
    try:
        with closing(connect(database)) as connection:
            return int(connection.execute("SELECT max(version) FROM edition").fetchone()[0] or 0)
    except sqlite3.Error:
        return 0


def revision_of(database: Path) -> str:
    """The version of the schema; "" where there is none."""
    try:
        with closing(connect(database)) as connection:
            return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    except (sqlite3.Error, TypeError):
        return ""


def connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=WAIT_SECONDS)

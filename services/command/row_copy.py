"""Copies of a PostgreSQL database, row by row in one snapshot: they need no program beside, and
are read back by any version of the server."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Connection, Engine, MetaData, Table, func, inspect, select, text

from services.command.archive import TEMPORARY, BadArchive
from services.command.sqlite_copy import compare
from services.registry.migration import downgrade_connection, upgrade_connection

BATCH = 500
VERSION = "alembic_version"
READERS: dict[str, Any] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "decimal": Decimal,
    "bytes": lambda text: base64.b64decode(text),
    "json": lambda value: value,
}


def write_rows(engine: Engine, path: Path) -> tuple[str, dict[str, int]]:
    """Writes every row as a line of JSON; gives the schema's revision and the rows by table. All
    is read in one transaction, so it is the same moment for every table."""
    counts: dict[str, int] = {}
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        tables = reflect(connection)
        revision = connection.execute(text(f"SELECT version_num FROM {VERSION}")).scalar_one()
        with path.open("w", encoding="utf-8") as file:
            for table in tables:
                counts[table.name] = 0
                for row in () if table.name in TEMPORARY else stream(connection, table):
                    line = {"table": table.name, "row": [pack(value) for value in row]}
                    file.write(json.dumps(line, ensure_ascii=False) + "\n")
                    counts[table.name] += 1
    return str(revision), counts


def read_rows(
    engine: Engine, path: Path, revision: str, counts: dict[str, int], keep: bool = True
) -> None:
    """Replaces everything in the database, in one transaction: where anything fails, also the
    comparison of the rows, nothing has been touched; without `keep` it is taken back at the end.
    Raises BadArchive."""
    compare(dict.fromkeys(counts, 0) | count_lines(path), counts)
    with engine.connect() as connection, connection.begin() as transaction:
        above = newest_edition(connection)
        if inspect(connection).has_table(VERSION):
            downgrade_connection(connection)
        upgrade_connection(connection, revision)
        tables = {table.name: table for table in reflect(connection)}
        for table in reversed(tables.values()):
            connection.execute(table.delete())
        insert_lines(connection, tables, path)
        found = {name: count(connection, table) for name, table in tables.items()}
        compare(found, counts)
        connection.execute(text("UPDATE edition SET version = version + :above"), {"above": above})
        set_sequences(connection, tables)
        upgrade_connection(connection, "head")
        if not keep:
            transaction.rollback()


def insert_lines(connection: Connection, tables: dict[str, Table], path: Path) -> None:
    """The lines into their tables, which come in an order that the foreign keys allow."""
    waiting: dict[str, list[dict[str, Any]]] = {}
    for name, row in lines_of(path):
        columns = [column.name for column in tables[name].columns]
        batch = waiting.setdefault(name, [])
        batch.append(dict(zip(columns, map(unpack, row), strict=True)))
        if len(batch) >= BATCH or len(waiting) > 1:
            flush(connection, tables, waiting, keep=name)
    flush(connection, tables, waiting, keep="")


def flush(
    connection: Connection, tables: dict[str, Table], waiting: dict[str, Any], keep: str
) -> None:
    """Writes what waits; a batch of the table `keep` stays until it is full."""
    for name in list(waiting):
        if name == keep and len(waiting[name]) < BATCH:
            continue
        connection.execute(tables[name].insert(), waiting.pop(name))


def set_sequences(connection: Connection, tables: dict[str, Table]) -> None:
    """Lets numbering go on after the highest number that was read back."""
    for table in tables.values():
        for column in table.primary_key.columns:
            found = text("SELECT pg_get_serial_sequence(:t, :c)")
            if connection.scalar(found, {"t": f'"{table.name}"', "c": column.name}):
                highest = f'SELECT max("{column.name}") FROM "{table.name}"'
                call = f"setval(pg_get_serial_sequence(:t, :c), ({highest}))"
                values = {"t": f'"{table.name}"', "c": column.name}
                connection.execute(text(f"SELECT {call}"), values)


def reflect(connection: Connection) -> list[Table]:
    """The tables as they are, parents before children."""
    metadata = MetaData()
    metadata.reflect(bind=connection)
    for table in metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type = JSON(none_as_null=True)  # else nothing would become JSON's null
    return [table for table in metadata.sorted_tables if table.name != VERSION]


def stream(connection: Connection, table: Table) -> Iterator[Any]:
    rows = connection.execution_options(yield_per=BATCH).execute(table.select())
    yield from rows


def count(connection: Connection, table: Table) -> int:
    return int(connection.scalar(select(func.count()).select_from(table)) or 0)


def count_lines(path: Path) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, _ in lines_of(path):
        found[name] = found.get(name, 0) + 1
    return found


def lines_of(path: Path) -> Iterator[tuple[str, list[Any]]]:
    """Table and values of each line; raises BadArchive for what is no such line."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            try:
                said = json.loads(line)
                yield said["table"], said["row"]
            except (ValueError, KeyError, TypeError):
                raise BadArchive("Säkerhetskopian har en rad som inte går att läsa.") from None


def newest_edition(connection: Connection) -> int:
    if not inspect(connection).has_table("edition"):
        return 0
    return int(connection.scalar(text("SELECT max(version) FROM edition")) or 0)


def pack(value: Any) -> Any:
    """A value as JSON; what JSON has no word for becomes ["kind", text]."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, bytes | memoryview):
        return ["bytes", base64.b64encode(bytes(value)).decode()]
    if isinstance(value, datetime | date | time):
        return [type(value).__name__, value.isoformat()]
    if isinstance(value, Decimal):
        return ["decimal", str(value)]
    return ["json", value]


def unpack(value: Any) -> Any:
    """The value that was packed."""
    return READERS[value[0]](value[1]) if isinstance(value, list) else value

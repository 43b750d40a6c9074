"""Looks for words everywhere: in each column of each table, and in each byte of each file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Engine, inspect, text


def places_in_tables(engine: Engine, words: Iterable[str]) -> set[str]:
    """ "table.column" of every column, of every table that the database itself tells of, in
    which one of the words stands, whichever case."""
    wanted = [word.casefold() for word in words]
    found = set()
    with engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')).mappings():
                for column, value in row.items():
                    said = str(value).casefold()
                    if any(word in said for word in wanted):
                        found.add(f"{table}.{column}")
    return found


def files_with(folder: Path, words: Iterable[str]) -> set[str]:
    """Names of the files below the folder with one of the words in their bytes: databases with
    their logs and free pages, logs, what has been compiled."""
    wanted = [word.casefold().encode("ascii") for word in words]
    found = set()
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes().lower()
            if any(word in content for word in wanted):
                found.add(path.name)
    return found

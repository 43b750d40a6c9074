"""What the functions of this room stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from services.desk.seal import Seal
from services.registry.database import lasting
from services.registry.models import Base


@dataclass(frozen=True)
class Desk:
    """The database, the seal of what people write, and a clock that gives an aware moment."""

    engine: Engine
    seal: Seal = field(repr=False)
    clock: Callable[[], datetime]

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """A transaction, committed at the end."""
        with Session(self.engine) as session, session.begin():
            yield session

    @contextmanager
    def begin_lasting(self) -> Iterator[Session]:
        """A transaction that is on the disk when it has been committed, whatever happens to the
        power: what has been confirmed to a person must not be lost."""
        with lasting(self.engine) as session:
            yield session


def insert_once(session: Session, table: type[Base], values: dict[str, Any]) -> None:
    """Writes a row unless one with its receipt is there. It reads nothing first: on SQLite a
    transaction that has read may not be able to write any more when someone else just did."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    make = insert_sqlite if sqlite else insert_postgresql
    session.execute(make(table).values(**values).on_conflict_do_nothing(index_elements=["receipt"]))

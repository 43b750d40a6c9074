"""The store: the one place where people's changes are read, checked, written and committed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, insert, select, update
from sqlalchemy.orm import Session

from services.registry.database import lasting
from services.registry.hours import STOCKHOLM
from services.registry.models import ServiceRow, VerificationRow
from services.registry.reading import read_records
from services.registry.record import EDITABLE_FIELDS, Record, new_id
from services.registry.validation import Problem, canonical, problems
from services.registry.writing import Write, write_records


class UnknownRecord(LookupError):
    """No record has this id."""


class InvalidRecord(ValueError):
    """The record cannot be saved; `problems` says why, in Swedish, field by field."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{p.field}: {p.message}" for p in problems))
        self.problems = tuple(problems)


@dataclass
class EditConflict(Exception):
    """Someone else has changed the record meanwhile: `theirs` is how it is now, `mine` how it
    would have been, `fields` those in which they differ."""

    theirs: Record
    mine: Record

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that differ."""
        return tuple(n for n in EDITABLE_FIELDS if getattr(self.theirs, n) != getattr(self.mine, n))


class Store:
    """Reads and changes records. `clock` gives an aware moment."""

    def __init__(
        self, engine: Engine, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.engine = engine
        self.clock = clock

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        with lasting(self.engine) as session:
            yield session

    def get_record(self, id: str) -> Record:
        """The record, whatever its status. Raises UnknownRecord."""
        with Session(self.engine) as session:
            return _get(session, id)

    def find_record(self, id: str) -> Record | None:
        """The record, or None."""
        with Session(self.engine) as session:
            found = read_records(session, [id])
        return found[0] if found else None

    def list_records(
        self,
        *,
        municipality: str | None = None,
        region: str | None = None,
        status: str | None = None,
    ) -> tuple[Record, ...]:
        """The records of a municipality, of a region, or (neither) of the whole registry, by
        support type and name."""
        query = select(ServiceRow.id).order_by(
            ServiceRow.support_type, ServiceRow.name, ServiceRow.id
        )
        wanted = {"municipality_code": municipality, "region_code": region, "status": status}
        for name, value in wanted.items():
            if value:
                query = query.where(getattr(ServiceRow, name) == value)
        with Session(self.engine) as session:
            return tuple(read_records(session, list(session.scalars(query))))

    def list_national(self) -> tuple[Record, ...]:
        """The records of the whole country."""
        query = select(ServiceRow.id).where(
            ServiceRow.municipality_code.is_(None), ServiceRow.region_code.is_(None)
        )
        with Session(self.engine) as session:
            ids = list(session.scalars(query.order_by(ServiceRow.support_type, ServiceRow.name)))
            return tuple(read_records(session, ids))

    def add(self, record: Record, *, by: str, action: str = "create") -> Record:
        """Saves a new record. Raises InvalidRecord."""
        record = replace(checked(record), version=1)
        with self._transaction() as session:
            self._write(session, Write(record), by, action)
        return record

    def edit(
        self,
        id: str,
        changes: Mapping[str, Any],
        *,
        by: str,
        expected_version: int | None = None,
        action: str = "update",
    ) -> Record:
        """Changes fields of a record that was at `expected_version` when it was read.
        Raises UnknownRecord, InvalidRecord or EditConflict."""
        with self._transaction() as session:
            return self._edit(session, id, changes, by, expected_version, action)

    def retire(self, id: str, *, by: str, expected_version: int | None = None) -> Record:
        """Takes a record out of every answer; its history stays."""
        changes = {"status": "retired"}
        return self.edit(id, changes, by=by, expected_version=expected_version, action="retire")

    def duplicate(self, id: str, *, by: str) -> Record:
        """A draft copy of a record, to be changed; not verified."""
        copy = replace(
            self.get_record(id), id=new_id(), status="draft", verified_on=None, verified_by=None
        )
        return self.add(replace(copy, name=f"{copy.name} (kopia)"), by=by, action="duplicate")

    def verify(
        self,
        id: str,
        *,
        by: str,
        expected_version: int | None = None,
        interval_days: int | None = None,
        note: str | None = None,
    ) -> Record:
        """ "Stämmer fortfarande": it was checked today, and is due again after its interval.
        A checked record is of grade A."""
        today = self.clock().astimezone(STOCKHOLM).date()
        changes: dict[str, Any] = {"verified_on": today, "verified_by": by, "grade": "A"}
        if interval_days is not None:
            changes["interval_days"] = interval_days
        row = {"id": new_id(), "service_id": id, "verified_on": today, "verified_by": by}
        with self._transaction() as session:
            record = self._edit(session, id, changes, by, expected_version, "verify")
            session.execute(insert(VerificationRow).values(**row, note=note))
        return record

    def _edit(
        self,
        session: Session,
        id: str,
        changes: Mapping[str, Any],
        by: str,
        expected_version: int | None,
        action: str,
    ) -> Record:
        before = _get(session, id)
        after = checked(replace(before, **_editable(changes)))
        if expected_version is not None and before.version != expected_version:
            raise EditConflict(before, after)
        if after == before:
            return before
        return self._change(session, before, after, by, action)

    def _change(
        self, session: Session, before: Record, after: Record, by: str, action: str
    ) -> Record:
        after = replace(after, version=before.version + 1)
        claimed = session.execute(
            update(ServiceRow)
            .where(ServiceRow.id == before.id, ServiceRow.version == before.version)
            .values(version=after.version)
            .returning(ServiceRow.id)
        ).first()
        if claimed is None:
            raise EditConflict(_get(session, before.id), after)
        self._write(session, Write(after, before), by, action)
        return after

    def _write(self, session: Session, write: Write, by: str, action: str) -> None:
        write_records(session, [write], by=by, at=self.clock(), action=action)


def checked(record: Record) -> Record:
    """The record in canonical form. Raises InvalidRecord."""
    record = canonical(record)
    if found := problems(record):
        raise InvalidRecord(found)
    return record


def _get(session: Session, id: str) -> Record:
    found = read_records(session, [id])
    if not found:
        raise UnknownRecord(id)
    return found[0]


def _editable(changes: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(changes) - set(EDITABLE_FIELDS)
    if unknown:
        raise TypeError(f"not a field: {', '.join(sorted(unknown))}")
    return dict(changes)

"""Loads data/registry into the database, as often as one likes; what a person wrote stays."""

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from services.registry.database import open_database
from services.registry.demo import remove_demo
from services.registry.models import (
    EditionRow,
    MunicipalityRow,
    RegionRow,
    ServiceRow,
    TaxonomyRow,
    TaxonomyTermRow,
)
from services.registry.phone import normalise_phone
from services.registry.reading import read_records
from services.registry.record import Record, from_plain, id_for, plain, scope_of
from services.registry.taxonomy import taxonomy_rows, term_rows
from services.registry.validation import canonical
from services.registry.writing import Write, raise_editions, write_records

FOLDER = Path(__file__).resolve().parents[2] / "data" / "registry"
DEMO = "exempelkommun"


def seed(*, demo: bool = True) -> int:
    """Loads the files into the database of the settings; returns how many records were written."""
    engine = open_database()
    try:
        return seed_registry(engine, demo=demo)
    finally:
        engine.dispose()


def seed_registry(engine: Engine, *, demo: bool = True) -> int:
    """Loads what is new or has changed in the files; returns how many records were written.
    `demo=False` leaves the fictional municipality out, and takes it away if it is there and no
    person has changed it."""
    with Session(engine) as session, session.begin():
        if not demo:
            remove_demo(session)
        _seed_places(session, demo)
        _seed_terms(session)
        return _seed_records(session, list(seed_records(demo=demo)))


def seed_records(*, demo: bool = True) -> Iterator[Record]:
    """The records of the files."""
    for row in _read_yaml("national"):
        yield seed_record(row)
    if demo:
        yield from demo_records()


def demo_records() -> Iterator[Record]:
    """The records of the fictional municipality."""
    file = _read_yaml(DEMO)
    for row in file["contacts"]:
        place = {"region": file["region"]["code"]}
        if row["level"] != "region":
            place = {"municipality": file["municipality"]["code"]}
        shared = {"fictional": True, "source": file["source"]}
        yield seed_record({**shared, **place, **row, "key": f"{DEMO}:{row['key']}"})


def seed_record(row: dict[str, Any]) -> Record:
    """A record from a row of the files, in canonical form."""
    values = dict(row)
    values["id"] = id_for(values.pop("key"))
    if values.get("phone"):
        values["phone"] = normalise_phone(values["phone"])
    return canonical(from_plain(values))


def _seed_places(session: Session, demo: bool) -> None:
    regions: list[dict[str, Any]] = [dict(row, fictional=False) for row in _read_csv("regions")]
    towns: list[dict[str, Any]] = [
        {
            "code": row["code"],
            "name": row["name"],
            "region_code": row["county_code"],
            "fictional": False,
        }
        for row in _read_csv("municipalities")
    ]
    if demo:
        file = _read_yaml(DEMO)
        regions.append(file["region"] | {"fictional": True})
        region_code = file["region"]["code"]
        towns.append(file["municipality"] | {"region_code": region_code, "fictional": True})
    _insert_missing(session, RegionRow, "code", regions)
    new = _insert_missing(session, MunicipalityRow, "code", towns)
    scopes = {scope_of(town["code"], None) for town in new}
    scopes |= {scope_of(None, region["code"]) for region in regions} | {"national"}
    known = set(session.scalars(select(EditionRow.scope)))
    raise_editions(session, scopes - known)


def _seed_terms(session: Session) -> None:
    _insert_missing(session, TaxonomyRow, "id", taxonomy_rows())
    _insert_missing(session, TaxonomyTermRow, "id", term_rows())


def _seed_records(session: Session, records: list[Record]) -> int:
    known = {
        id: (edited, origin)
        for id, edited, origin in session.execute(
            select(ServiceRow.id, ServiceRow.edited, ServiceRow.origin)
        )
    }
    changed = [record for record in records if _is_due(record, known.get(record.id))]
    old = [record.id for record in changed if record.id in known]
    before = {record.id: record for record in read_records(session, old)}
    writes = [_write(record, before.get(record.id)) for record in changed]
    if writes:
        write_records(session, writes, by="registrets filer", at=datetime.now(UTC), action="seed")
    return len(writes)


def _is_due(record: Record, known: tuple[bool, str | None] | None) -> bool:
    if known is None:
        return True
    edited, origin = known
    return not edited and origin != _digest(record)


def _write(record: Record, previous: Record | None) -> Write:
    version = previous.version + 1 if previous else 1
    return Write(replace(record, version=version), previous, _digest(record))


def _digest(record: Record) -> str:
    text = json.dumps(plain(record), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _insert_missing(
    session: Session, table: Any, key: str, rows: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    known = set(session.scalars(select(getattr(table, key))))
    missing = [row for row in rows if row[key] not in known]
    if missing:
        session.execute(insert(table), missing)
    return missing


def _read_csv(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _read_yaml(name: str) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with (FOLDER / f"{name}.yml").open(encoding="utf-8") as file:
        return yaml.load(file, Loader=loader)

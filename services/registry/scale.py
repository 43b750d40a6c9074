"""A registry of any size, generated for tests and the benchmark."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle, islice

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from services.registry.municipality import list_municipalities
from services.registry.record import Record, id_for
from services.registry.seed import demo_records
from services.registry.writing import Write, write_records


def fill_registry(
    engine: Engine, each: int, *, towns: int = 290, skip: int = 0, beyond: int = 0
) -> int:
    """Gives the first `towns` real municipalities of a seeded database, but for the first `skip`,
    `each` contacts, copies of the example's own. Those that already have `beyond` get what is
    missing. Returns how many were written."""
    real = [town.code for town in list_municipalities(engine) if not town.fictional]
    writes = [Write(record, None, "scale") for record in _records(real[skip:towns], beyond, each)]
    with Session(engine) as session, session.begin():
        write_records(session, writes, by="mätning", at=datetime.now(UTC), action="seed")
    return len(writes)


def _records(towns: Sequence[str], beyond: int, each: int) -> Iterator[Record]:
    models = [r for r in demo_records() if r.municipality and r.status == "active"]
    for town in towns:
        for number, model in enumerate(islice(cycle(models), beyond, each), beyond):
            id = id_for(f"scale:{town}:{number}")
            yield replace(model, id=id, municipality=town, name=f"{model.name} {number}", version=1)

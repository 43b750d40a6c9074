"""A registry as the files give it, a new copy for each test."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from services.registry.database import open_database
from services.registry.lookup import Directory
from services.registry.migration import upgrade_database
from services.registry.record import Record, new_id
from services.registry.seed import seed_registry
from services.registry.store import Store
from services.registry.transfer.importing import import_file
from services.registry.transfer.report import ImportReport

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def seeded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("registry") / "seeded.db"
    engine = open_database(f"sqlite:///{path}")
    upgrade_database(engine)
    seed_registry(engine)
    engine.dispose()
    return path


@pytest.fixture
def engine(seeded_file: Path, tmp_path: Path) -> Iterator[Engine]:
    path = tmp_path / "registry.db"
    shutil.copy(seeded_file, path)
    engine = open_database(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine: Engine) -> Store:
    return Store(engine, clock=lambda: NOW)


@pytest.fixture
def directory(engine: Engine) -> Directory:
    return Directory(engine)


@pytest.fixture
def queries(engine: Engine) -> list[str]:
    """The statements sent since the test began."""
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    return sent


@pytest.fixture
def new_record() -> Record:
    return Record(
        id=new_id(),
        support_type="anhorigkonsulent",
        level="municipality",
        municipality="2180",
        name="Anhörigkonsulenten",
        phone="+46701740699",
        hours="mån-fre 09:00-15:00",
        areas=("demens", "aldre"),
        source="kommunen",
    )


@pytest.fixture
def load(store: Store) -> Callable[..., ImportReport]:
    def run(content: str | bytes, name: str = "fil.csv", **more: object) -> ImportReport:
        data = content.encode() if isinstance(content, str) else content
        return import_file(store, name, data, by="karin", **more)  # type: ignore[arg-type]

    return run

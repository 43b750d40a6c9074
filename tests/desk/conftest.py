"""A desk over a seeded database, with a clock that a test may turn."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services.desk.desk import Desk
from services.desk.seal import Seal
from services.registry.database import open_database
from services.registry.migration import upgrade_database
from services.registry.seed import seed_registry


@dataclass
class Clock:
    """A Tuesday, until it is turned."""

    at: datetime = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def turn(self, **much: int) -> None:
        self.at += timedelta(**much)


@pytest.fixture(scope="session")
def seeded_desk_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "seeded.db"
    engine = open_database(f"sqlite:///{path}")
    upgrade_database(engine)
    seed_registry(engine)
    engine.dispose()
    return path


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(seeded_desk_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(seeded_desk_file, tmp_path / "desk.db"))


@pytest.fixture
def desk(database: Path, clock: Clock) -> Iterator[Desk]:
    engine = open_database(f"sqlite:///{database}")
    yield Desk(engine, Seal(["en hemlighet"]), clock)
    engine.dispose()

"""The servers, one of each for all tests, and a fresh database for each test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.servers import Postgresql, Redis, running_postgresql, running_redis

if TYPE_CHECKING:
    from sqlalchemy import Engine


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgresql]:
    with running_postgresql(tmp_path_factory.mktemp("pg")) as server:
        yield server


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    with running_redis(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture
def postgres(postgresql: Postgresql) -> Iterator[Engine]:
    """A seeded PostgreSQL, emptied afterwards."""
    # The dialogue engine's environment reads this file too, and has an older SQLAlchemy.
    from services.registry.database import open_database
    from services.registry.migration import downgrade_database, upgrade_database
    from services.registry.seed import seed_registry

    engine = open_database(postgresql.url)
    upgrade_database(engine)
    seed_registry(engine)
    yield engine
    downgrade_database(engine)
    engine.dispose()

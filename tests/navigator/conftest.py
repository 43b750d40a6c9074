"""The real registry, once for all, and situations to answer."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from services.registry.database import open_database
from services.registry.lookup import Directory
from services.registry.migration import upgrade_database
from services.registry.seed import seed_registry
from services.understanding.situation import Need, Situation

STOCKHOLM = ZoneInfo("Europe/Stockholm")
TUESDAY_MORNING = datetime(2026, 11, 24, 10, 0, tzinfo=STOCKHOLM)
NIGHT = datetime(2026, 11, 24, 2, 0, tzinfo=STOCKHOLM)


@pytest.fixture(scope="session")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Directory]:
    path: Path = tmp_path_factory.mktemp("navigator") / "lots.db"
    engine = open_database(f"sqlite:///{path}")
    upgrade_database(engine)
    seed_registry(engine)
    yield Directory(engine)
    engine.dispose()


@pytest.fixture
def situation() -> Callable[..., Situation]:
    def make(*kinds: str, **values: object) -> Situation:
        needs = tuple(Need(kind, 0.8 / (place + 1)) for place, kind in enumerate(kinds))
        return Situation(needs=needs, enough=True, **values)  # type: ignore[arg-type]

    return make

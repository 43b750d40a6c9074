"""An office with a clock that the test turns, and a provider that it starts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from services.accounts import password
from services.accounts.account import add_account
from services.accounts.invitation import invite, redeem
from services.accounts.office import Office
from services.accounts.user import User
from services.registry.database import open_database
from services.registry.migration import upgrade_database
from services.registry.seed import seed_registry

PASSWORD = "tre gula cyklar i regn"
SCOPE = "municipality:9999"


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same algorithm at a cost that a test can afford."""
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(password, "hasher", lambda: quick)


@dataclass
class Clock:
    now: datetime = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture(scope="session")
def seeded_accounts_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("accounts") / "seeded.db"
    engine = open_database(f"sqlite:///{path}")
    upgrade_database(engine)
    seed_registry(engine)
    engine.dispose()
    return path


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(seeded_accounts_file: Path, tmp_path: Path, clock: Clock) -> Iterator[Office]:
    path = Path(shutil.copy(seeded_accounts_file, tmp_path / "lots.db"))
    engine = open_database(f"sqlite:///{path}")
    yield Office(engine, "en nyckel", clock)
    engine.dispose()


@pytest.fixture
def karin(office: Office) -> User:
    """Someone with a password and no second step."""
    user = add_account(office, "karin@kommun.example", scope=SCOPE, role="editor", by="provet")
    return redeem(office, invite(office, user.id, by="provet"), PASSWORD)

"""A migration that fails halfway leaves the database as it was, and says so in Swedish."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from services.command.prepare import prepare_database
from services.command.refusal import Refusal
from services.registry.database import open_database
from services.registry.migration import downgrade_database, upgrade_database
from services.registry.seed import seed_registry
from services.settings import read_settings
from tests.servers import Postgresql, needs_postgresql

IN_THE_WAY = "CREATE TABLE api_token (word VARCHAR)"
"""The last table that the migrations make, already there when they come to it."""


def stand_in_the_way(engine: Engine) -> None:
    """Two migrations are missing; the first goes well, and the second fails at its last table."""
    upgrade_database(engine, "0003")
    with engine.begin() as connection:
        connection.execute(text(IN_THE_WAY))
        connection.execute(text("INSERT INTO api_token VALUES ('kvar')"))


def everything_in(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return list(connection.iterdump())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "lots.db"


def test_the_file_is_as_it_was(file: Path) -> None:
    engine = open_database(f"sqlite:///{file}")
    stand_in_the_way(engine)
    before = everything_in(file)
    with pytest.raises(SQLAlchemyError, match="already exists"):
        upgrade_database(engine)
    assert everything_in(file) == before
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE api_token"))
    upgrade_database(engine)
    assert "appearance" in inspect(engine).get_table_names(), "mended, it goes on"
    engine.dispose()


def test_the_start_says_so_and_leaves_it_alone(file: Path) -> None:
    engine = open_database(f"sqlite:///{file}")
    stand_in_the_way(engine)
    engine.dispose()
    before = everything_in(file)
    url = f"sqlite:///{file}"
    settings = read_settings({"LOTS_VAR": str(file.parent), "LOTS_DATABASE_URL": url})
    with pytest.raises(Refusal) as refused:
        prepare_database(settings, demo=True)
    words = refused.value.message
    assert words.startswith("Databasen gick inte att uppdatera. Den är som den var")
    assert "\n" not in words and "Traceback" not in words
    log = file.parent / "log" / "prepare.log"
    assert str(log) in words and "already exists" in log.read_text(encoding="utf-8")
    assert everything_in(file) == before
    assert not (file.parent / "prepared").exists(), "it is tried again at the next start"


@needs_postgresql
def test_the_same_with_postgresql(postgresql: Postgresql) -> None:
    engine = open_database(postgresql.url)
    downgrade_database(engine)
    stand_in_the_way(engine)
    before = set(inspect(engine).get_table_names())
    with pytest.raises(SQLAlchemyError, match="already exists"):
        upgrade_database(engine)
    assert set(inspect(engine).get_table_names()) == before
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT word FROM api_token")) == "kvar"
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "0003"
        connection.execute(text("DROP TABLE api_token"))
    upgrade_database(engine)
    seed_registry(engine)
    downgrade_database(engine)
    engine.dispose()

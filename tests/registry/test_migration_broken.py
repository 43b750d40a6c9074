"""A migration that is cut off in the middle leaves nothing half-done: the next start completes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect

from services.registry.database import open_database
from services.registry.migration import downgrade_database, upgrade_database
from services.settings import ROOT
from tests.servers import Postgresql, needs_postgresql

MIGRATES_AND_DIES = """
import os, signal, sys
from sqlalchemy import event
from services.registry.database import open_database
from services.registry.migration import upgrade_database
engine, seen = open_database(sys.argv[1]), []
@event.listens_for(engine, "after_cursor_execute")
def die(connection, cursor, statement, *rest):
    seen.append(statement.strip().startswith("CREATE TABLE"))
    if sum(seen) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
upgrade_database(engine)
"""


def cut_off(url: str, tables: int) -> None:
    """Migrates in a process that is killed after so many tables."""
    words = [sys.executable, "-c", MIGRATES_AND_DIES, url, str(tables)]
    killed = subprocess.run(words, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert killed.returncode == -signal.SIGKILL


def completes(engine: Engine) -> bool:
    upgrade_database(engine)
    return {"service", "callback", "audit"} <= set(inspect(engine).get_table_names())


@pytest.mark.parametrize("tables", [3, 8])
def test_with_sqlite(tmp_path: Path, tables: int) -> None:
    url = f"sqlite:///{tmp_path / 'm.db'}"
    cut_off(url, tables)
    engine = open_database(url)
    assert completes(engine)
    engine.dispose()


@needs_postgresql
def test_with_postgresql(postgresql: Postgresql) -> None:
    engine = open_database(postgresql.url)
    downgrade_database(engine)
    cut_off(postgresql.url, 6)
    assert completes(engine)
    downgrade_database(engine)
    engine.dispose()

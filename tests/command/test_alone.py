"""Preparing the database: two servers at once wait for each other, and a killed one lets go."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from services.registry.database import open_database
from services.settings import ROOT

HOLDS = """
import sys, time
from services.command.alone import alone
with alone(sys.argv[1]):
    print("har turen", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    url = f"sqlite:///{tmp_path / 'lots.db'}"
    own = {"PYTHONPATH": str(ROOT), "LOTS_VAR": str(tmp_path), "LOTS_DATABASE_URL": url}
    return {**os.environ, **own}


def prepare(environment: dict[str, str]) -> "subprocess.Popen[str]":
    words = [sys.executable, "-P", "-m", "services.command.migrate"]
    return subprocess.Popen(
        words,
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def count(environment: dict[str, str], table: str) -> int:
    engine = open_database(environment["LOTS_DATABASE_URL"])
    with engine.connect() as connection:
        found = connection.scalar(text(f"SELECT count(*) FROM {table}"))
    engine.dispose()
    return int(found or 0)


def test_three_servers_prepare_one_database_at_once(environment: dict[str, str]) -> None:
    processes = [prepare(environment) for _ in range(3)]
    for process in processes:
        said, _ = process.communicate(timeout=120)
        assert process.returncode == 0, said
    assert count(environment, "municipality") == 291
    assert count(environment, "alembic_version") == 1


def test_a_killed_one_lets_the_next_go_on(environment: dict[str, str]) -> None:
    words = [sys.executable, "-c", HOLDS, environment["LOTS_DATABASE_URL"]]
    with subprocess.Popen(
        words, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout and holder.stdout.readline() == "har turen\n"
        waiting = prepare(environment)
        time.sleep(3)
        assert waiting.poll() is None
        os.kill(holder.pid, signal.SIGKILL)
        said, _ = waiting.communicate(timeout=60)
    assert waiting.returncode == 0, said
    assert count(environment, "municipality") == 291

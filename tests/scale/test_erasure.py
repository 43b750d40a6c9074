"""After deletion the words are nowhere: not in a table, a file, a log or a copy."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine, update

from services.accounts.office import Office
from services.conversation.models import ConversationRow
from services.desk.desk import Desk
from services.registry.database import open_database
from services.settings import ROOT, read_settings
from services.web.retention import list_jobs, run_jobs
from tests.scale.leaving import Story, leave_the_rest, remains, tell, traces
from tests.scale.remains import places_in_tables
from tests.servers import Postgresql, free_port, needs_postgresql
from tests.web.serving import make_app, seed, settings_of

NOW, LATER = "2026-11-24T10:00", "2027-03-24T10:00"
LONGER_THAN_ALL = timedelta(days=120)


@pytest.fixture
def database_file(tmp_path: Path) -> Path:
    return seed(tmp_path)


@contextmanager
def web(var: Path, now: str) -> Iterator[str]:
    """The web as a container runs it, on a folder that also holds its log and its temporary
    files; its address."""
    port = free_port()
    (var / "tmp").mkdir(exist_ok=True)
    environment = os.environ | {
        "LOTS_VAR": str(var),
        "LOTS_DATABASE_URL": f"sqlite:///{var / 'seeded.db'}",
        "LOTS_NOW": now,
        "LOTS_PORT": str(port),
        "LOTS_RASA_URL": f"http://127.0.0.1:{free_port()}",
        "LOTS_CHAT_RATE_LIMIT": "off",
        "LOTS_TWO_STEP": "optional",
        "TMPDIR": str(var / "tmp"),
    }
    words = [sys.executable, "-P", "-m", "services.command.part", "web"]
    with (var / "web.log").open("ab") as log:
        process = subprocess.Popen(
            words, cwd=ROOT, env=environment | {"PYTHONPATH": str(ROOT)}, stdout=log, stderr=log
        )
    try:
        wait_for(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(90)


def wait_for(address: str, process: "subprocess.Popen[bytes]", seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            if httpx.get(f"{address}/healthz", timeout=5).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    pytest.fail("the web did not start")


def a_day_passes(engine: Engine) -> None:
    """Conversations are erased by the real time, also where LOTS_NOW stands still."""
    long_ago = datetime.now(UTC) - timedelta(hours=25)
    with engine.begin() as connection:
        connection.execute(update(ConversationRow).values(last_at=long_ago))


def until_gone(story: Story, var: Path, seconds: float = 180) -> set[str]:
    """What is left of what waited, once the hourly job has had its time."""
    end = time.monotonic() + seconds
    while (left := remains(story, var, story.waiting)) and time.monotonic() < end:
        time.sleep(0.3)
    return left


@pytest.mark.slow
def test_what_people_leave_with_a_running_service_is_nowhere_when_it_is_erased(
    database_file: Path,
) -> None:
    var = database_file.parent
    engine = open_database(f"sqlite:///{database_file}")
    office = Office(engine, read_settings({"LOTS_VAR": str(var)}).secret_key)
    with web(var, NOW) as address:
        new_client = partial(httpx.Client, base_url=address, timeout=120)
        story = tell(new_client, engine, office)
        leave_the_rest(new_client, story)
        assert remains(story, var, story.gone) == set()
        waiting = remains(story, var, story.waiting)
        assert waiting & {"seeded.db", "seeded.db-wal"} and "question.text" in waiting
        a_day_passes(engine)
        with web(var, LATER):
            assert until_gone(story, var) == set()
    engine.dispose()
    assert remains(story, var, story.gone + story.waiting) == set()
    assert (var / "web.log").exists(), "the log was searched too"
    with closing(sqlite3.connect(database_file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@needs_postgresql
def test_the_same_in_the_tables_of_postgresql(
    postgres: Engine, postgresql: Postgresql, tmp_path: Path
) -> None:
    settings = settings_of(tmp_path / "unused.db", LOTS_TWO_STEP="optional")
    app = make_app(replace(settings, database_url=postgresql.url))
    things = app.extensions["lots"]

    def new_client() -> httpx.Client:
        transport = httpx.WSGITransport(app=app)
        return httpx.Client(transport=transport, base_url="http://localhost")

    story = tell(new_client, postgres, things.office)
    leave_the_rest(new_client, story)
    later = Desk(things.engine, things.desk.seal, lambda: settings.clock() + LONGER_THAN_ALL)
    conversations = type(things.conversations)(things.engine, later.clock)
    run_jobs(list_jobs(conversations, later))
    assert places_in_tables(postgres, traces(story.gone + story.waiting)) == set()
    things.engine.dispose()

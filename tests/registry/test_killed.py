"""A process killed right after it confirmed, or with a full disk: what was confirmed is there."""

import os
import signal
import subprocess
import sys
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import OperationalError

from services.registry.database import open_database
from services.registry.store import Store
from services.settings import ROOT
from tests.servers import Postgresql, needs_postgresql

EDITS_AND_DIES = """
import os, signal, sys
from services.desk.callback import add_callback
from services.desk.desk import Desk
from services.desk.seal import Seal
from services.desk.wish import Wish
from services.registry.database import open_database
from services.registry.store import Store
from services.settings import read_settings
database = open_database(sys.argv[1])
desk = Desk(database, Seal(["en hemlighet"]), read_settings().clock)
add_callback(desk, "9999", Wish("Karin", "+46701740605", "", ""), "a" * 26)
store = Store(database)
record = store.list_records(municipality="9999")[0]
store.edit(record.id, {"name": "Bekräftat namn"}, by="provet")
os.kill(os.getpid(), signal.SIGKILL)
"""


def names_after_a_kill(url: str) -> set[str]:
    """The names in the demonstration municipality after a process took a wish, edited
    one of them and was killed."""
    words = [sys.executable, "-c", EDITS_AND_DIES, url]
    killed = subprocess.run(words, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert killed.returncode == -signal.SIGKILL
    engine = open_database(url)
    names = {record.name for record in Store(engine).list_records(municipality="9999")}
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM callback")) == 1, "the wish is there"
    engine.dispose()
    return names


def test_a_confirmed_edit_outlives_its_process(engine: Engine) -> None:
    assert "Bekräftat namn" in names_after_a_kill(str(engine.url))


@needs_postgresql
def test_the_same_with_postgresql(postgres: Engine, postgresql: Postgresql) -> None:
    assert "Bekräftat namn" in names_after_a_kill(postgresql.url)


def test_an_edit_is_on_the_disk_before_it_is_confirmed(store: Store) -> None:
    levels: list[Any] = []

    def note(connection: Connection) -> None:
        levels.append(connection.exec_driver_sql("PRAGMA synchronous").scalar())

    event.listen(store.engine, "commit", note)
    record = store.list_records(municipality="9999")[0]
    store.edit(record.id, {"name": "Nytt"}, by="provet")
    assert 2 in levels, "FULL when the edit is committed"


def test_edits_on_a_full_disk_are_refused_and_change_nothing(store: Store) -> None:
    def full(connection: Any, record: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    first, *_ = store.list_records(municipality="9999")
    store.engine.dispose()
    event.listen(store.engine, "connect", full)
    saved = first
    with pytest.raises(OperationalError, match="full"):
        for number in range(2000):  # until the free room inside the file is used up
            saved = store.edit(first.id, {"description": f"{number} " + "ord " * 400}, by="provet")
    assert store.get_record(first.id) == saved, "what was saved is there, and no more"

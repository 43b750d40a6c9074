"""Wishes to be called: never lost once confirmed, and gone without a trace when handled."""

import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from services.desk.callback import (
    add_callback,
    count_callbacks,
    erase_callback,
    erase_old_callbacks,
    has_callback,
    list_callbacks,
    renew_seals,
    withdraw_callback,
)
from services.desk.desk import Desk
from services.desk.receipt import is_receipt, new_receipt
from services.desk.seal import Seal
from services.desk.wish import Wish, problems, tidy
from services.settings import ROOT
from tests.desk.conftest import Clock

WISH = Wish("Qwintilla", "+46701740605", "efter 14", "avlösning")


def test_the_one_who_has_waited_longest_comes_first(desk: Desk, clock: Clock) -> None:
    for name in ("Ett", "Två", "Tre"):
        add_callback(desk, "9999", replace(WISH, name=name), new_receipt())
        clock.turn(hours=1)
    assert [c.wish.name for c in list_callbacks(desk, "9999") if c.wish] == ["Ett", "Två", "Tre"]
    assert count_callbacks(desk, "9999")[0] == 3
    assert count_callbacks(desk, "0480") == (0, None) and list_callbacks(desk, "0480") == ()


def test_nobody_elses_municipality_can_erase_it(desk: Desk) -> None:
    add_callback(desk, "9999", WISH, receipt := new_receipt())
    (callback,) = list_callbacks(desk, "9999")
    assert not erase_callback(desk, callback.id, "0480")
    assert has_callback(desk, receipt)
    assert erase_callback(desk, callback.id, "9999")
    assert not erase_callback(desk, callback.id, "9999")


def test_it_is_gone_after_thirty_days_and_not_before(desk: Desk, clock: Clock) -> None:
    add_callback(desk, "9999", WISH, new_receipt())
    clock.turn(days=29, hours=23)
    assert erase_old_callbacks(desk) == 0
    clock.turn(hours=1)
    assert erase_old_callbacks(desk) == 1
    assert list_callbacks(desk, "9999") == ()


@pytest.mark.parametrize("way", ["handled", "withdrawn", "old"])
def test_what_is_erased_leaves_nothing_in_the_file(
    desk: Desk, database: Path, clock: Clock, way: str
) -> None:
    add_callback(desk, "9999", WISH, receipt := new_receipt())
    (callback,) = list_callbacks(desk, "9999")
    with sqlite3.connect(database) as reader:
        sealed = reader.execute("SELECT sealed FROM callback").fetchone()[0].encode()
    reader.close()
    assert sealed in bytes_of(database)
    if way == "handled":
        erase_callback(desk, callback.id, "9999")
    elif way == "withdrawn":
        assert withdraw_callback(desk, receipt) and not withdraw_callback(desk, receipt)
    else:
        clock.turn(days=31)
        erase_old_callbacks(desk)
    assert sealed[:60] not in bytes_of(database)


def bytes_of(database: Path) -> bytes:
    return b"".join(path.read_bytes() for path in database.parent.glob(f"{database.name}*"))


def test_one_form_is_one_wish_also_when_sent_at_once(desk: Desk) -> None:
    receipt = new_receipt()
    sent: list[str] = []

    def send() -> None:
        add_callback(desk, "9999", WISH, receipt)
        sent.append(receipt)

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sent) == 8, "each of them is told that it is kept"
    assert len(list_callbacks(desk, "9999")) == 1


def test_what_is_confirmed_is_on_the_disk(desk: Desk) -> None:
    told: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        told.append(statement)

    event.listen(desk.engine, "before_cursor_execute", note)
    add_callback(desk, "9999", WISH, new_receipt())
    full, insert = told.index("PRAGMA synchronous = FULL"), told[-2]
    assert insert.startswith("INSERT INTO callback") and full < len(told) - 2
    assert told[-1] == "PRAGMA synchronous = NORMAL"
    with desk.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 1


CRASH = """
import os, sys
from datetime import UTC, datetime
from services.desk.callback import add_callback
from services.desk.desk import Desk
from services.desk.seal import Seal
from services.desk.wish import Wish
from services.registry.database import open_database
desk = Desk(open_database(sys.argv[1]), Seal(["en hemlighet"]), lambda: datetime.now(UTC))
add_callback(desk, "9999", Wish("Qwintilla", "+46701740605", "", ""), "r" * 32)
os.kill(os.getpid(), 9)
"""


def test_a_process_that_dies_right_after_has_lost_nothing(desk: Desk, database: Path) -> None:
    url = f"sqlite:///{database}"
    done = subprocess.run([sys.executable, "-c", CRASH, url], cwd=ROOT, env={"PYTHONPATH": "."})
    assert done.returncode == -9
    (callback,) = list_callbacks(desk, "9999")
    assert callback.wish is not None and callback.wish.name == "Qwintilla"


def test_a_changed_secret_is_taken_over_or_said_aloud(desk: Desk) -> None:
    add_callback(desk, "9999", WISH, new_receipt())
    both = replace(desk, seal=Seal(["ny", "en hemlighet"]))
    assert renew_seals(both) == 1 and renew_seals(both) == 0
    assert list_callbacks(replace(desk, seal=Seal(["ny"])), "9999")[0].wish == WISH
    assert list_callbacks(desk, "9999")[0].wish is None


def test_a_wish_is_made_tidy() -> None:
    wish = tidy(Wish(" <b>Åsa</b>\n", "070-174 06 05", "\x00 efter 14 ", "19400102-1237 och vård"))
    assert wish == Wish("Åsa", "+46701740605", "efter 14", "[personnummer] och vård")
    assert problems(wish, consent=True) == {}
    assert set(problems(Wish("", "x", "", ""), consent=False)) == {"name", "phone", "consent"}


@pytest.mark.parametrize(
    ("text", "right"), [(new_receipt(), True), ("", False), ("kort", False), ("../" * 10, False)]
)
def test_a_receipt_is_long_and_plain(text: str, right: bool) -> None:
    assert is_receipt(text) is right

"""What a relative sees when parts of the service die, and that nothing they said is lost."""

import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from typing import Any

import httpx
import pytest

from services.command.model import NAME, is_current
from services.settings import read_settings
from tests.dialogue.conftest import command_line, list_below
from tests.dialogue.whole import Whole, serving

RARE = "zebrafinkskören"
DANGER = "pappa andas inte"
FOLLOW_UP = "jag behöver avlösning också"


@pytest.fixture(scope="module", autouse=True)
def trained() -> None:
    if not is_current(read_settings()):
        pytest.fail("Modellen är inte tränad på det som finns nu. Kör ./lots train.")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    with serving(tmp_path_factory.mktemp("faults")) as whole:
        wait_until_whole(whole)
        yield whole


def wait_until_whole(whole: Whole, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while whole.say("Mamma i Kalmar behöver hemtjänst")["degraded"]:
        assert time.monotonic() < end, "the engine never answered"
        time.sleep(1)


def find_all(whole: Whole, words: str) -> list[int]:
    """The processes below whose command line has ``words``, the masters first."""
    assert whole.process
    return [pid for pid in list_below(whole.process.pid) if words in command_line(pid)]


def count_turns(whole: Whole) -> int:
    with closing(sqlite3.connect(whole.var / "lots.db")) as connection:
        (found,) = connection.execute("SELECT count(*) FROM conversation_turn").fetchone()
    return int(found)


def keep_saying(whole: Whole, stop: Event, heard: list[Any], failed: list[str]) -> None:
    while not stop.is_set():
        try:
            heard.append(whole.say("Pappa i Borås har demens och vägrar hjälp"))
        except httpx.TransportError as error:
            failed.append(type(error).__name__)


@pytest.mark.parametrize("words", ["bot.serve", "services.command.action_server"])
def test_everybody_is_answered_while_a_part_is_killed(whole: Whole, words: str) -> None:
    before, stop = count_turns(whole), Event()
    heard: list[Any] = []
    failed: list[str] = []
    people = [Thread(target=keep_saying, args=(whole, stop, heard, failed)) for _ in range(3)]
    for one in people:
        one.start()
    time.sleep(1.5)
    for pid in find_all(whole, words):
        os.kill(pid, signal.SIGKILL)
    time.sleep(3)
    stop.set()
    for one in people:
        one.join()
    assert failed == [] and len(heard) > 10
    assert any(one["degraded"] for one in heard)
    assert all(one["answer"]["municipality"] == "1490" for one in heard)
    assert count_turns(whole) == before + len(heard), "every answer was kept"
    wait_until_whole(whole)


def test_a_killed_web_worker_is_replaced_and_the_conversation_goes_on(whole: Whole) -> None:
    session = whole.say("Mamma i Kalmar behöver hemtjänst")["session"]
    *_, worker = find_all(whole, "services.web.server")
    os.kill(worker, signal.SIGKILL)
    end = time.monotonic() + 30
    while not whole.answers():
        assert time.monotonic() < end
        time.sleep(0.1)
    again = whole.say(FOLLOW_UP, session)
    assert again["session"] == session, "one that was lost gets a new session"


def test_what_is_erased_is_in_no_table_no_file_and_no_log(whole: Whole) -> None:
    session = whole.say(f"Mamma i Kalmar sjöng i {RARE} men orkar inte längre")["session"]
    whole.say(f"hon saknar {RARE}", session)
    assert places_of(whole, RARE), "it is kept until then"
    gone = httpx.request("DELETE", f"{whole.address}/api/chat", json={"session": session})
    assert gone.status_code == 204
    end = time.monotonic() + 15
    while places_of(whole, RARE) and time.monotonic() < end:
        time.sleep(0.5)
    assert places_of(whole, RARE) == []
    assert RARE not in httpx.get(f"{whole.address}/metrics").text


def places_of(whole: Whole, word: str) -> list[str]:
    """The files of the service that hold the word: databases, their logs, and all that is logged.
    JSON may have written its letters in numbers."""
    shapes = (word.encode(), word.encode("ascii", "backslashreplace"))
    skipped = (whole.var / "models", whole.var / "bytecode")
    return [
        str(path)
        for path in whole.var.rglob("*")
        if path.is_file() and not any(path.is_relative_to(folder) for folder in skipped)
        if any(shape.lower() in path.read_bytes().lower() for shape in shapes)
    ]


def test_a_conversation_goes_on_after_the_whole_service_was_killed(tmp_path: Path) -> None:
    with serving(tmp_path) as whole:
        session = whole.say("Mamma behöver hemtjänst", None, "0880")["session"]
        whole.end(signal.SIGKILL)
        whole.start()
        again = whole.say(FOLLOW_UP, session)
        assert again["session"] == session, "one that was lost gets a new session"
        assert count_turns(whole) == 2


def test_a_damaged_model_leaves_the_simpler_answers(tmp_path: Path) -> None:
    with serving(tmp_path) as whole:
        whole.end()
        model = whole.var / "models" / f"{NAME}.tar.gz"
        model.write_bytes(model.read_bytes()[:1000])
        (whole.var / "models" / "understanding.npz").write_bytes(b"not a model")
        whole.start()
        found = whole.say("Mamma behöver hemtjänst", None, "0880")
        assert found["degraded"] is True
        assert found["answer"]["municipality"] == "0880" and found["answer"]["contacts"]
        danger = whole.say(DANGER)["answer"]
        assert danger["triage"] == "danger"
        assert danger["contacts"][0]["support_type"] == "larm_112"

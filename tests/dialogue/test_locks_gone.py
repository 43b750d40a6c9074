"""Two engine processes whose locks lie in a Redis that dies or hangs: everybody is answered."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from services.command.model import model_path
from services.command.programs import actions_program, rasa_program
from services.settings import ROOT, read_settings
from tests.dialogue.conftest import free_port
from tests.servers import Redis, needs_redis
from tests.web.server_process import Web, serving
from tests.web.serving import seed, settings_of

pytestmark = needs_redis
ASKS = "Mamma i Kalmar behöver hemtjänst"
SECONDS = 12.0
"""Ample for an answer without the engine: it is waited for four seconds, and then left alone."""


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory, redis_server: Redis) -> Iterator[Web]:
    """The web, the actions and two engine processes, on the model that is there."""
    if not model_path(read_settings()).exists():
        pytest.skip("there is no model")
    folder: Path = tmp_path_factory.mktemp("locks")
    ways = {
        "LOTS_RASA_URL": f"http://127.0.0.1:{free_port()}",
        "LOTS_ACTIONS_URL": f"http://127.0.0.1:{free_port()}/webhook",
        "LOTS_REDIS_URL": redis_server.url,
        "LOTS_RASA_WORKERS": "2",
    }
    database = seed(folder)
    settings = replace(settings_of(database, **ways), rasa_workers=2)
    programs = (actions_program(settings), rasa_program(settings, model_path(read_settings())))
    bytecode = {"PYTHONPYCACHEPREFIX": str(read_settings().var / "bytecode")}
    with (folder / "parts.log").open("wb") as log:
        parts = [
            subprocess.Popen(
                program.command,
                cwd=ROOT,
                env=os.environ | dict(program.env) | bytecode,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
            for program in programs
        ]
        try:
            with serving(database, **ways) as web:
                wait_until_whole(web)
                yield web
        finally:
            for part in parts:
                with suppress(ProcessLookupError):
                    os.killpg(part.pid, signal.SIGKILL)
                part.wait()


def say(web: Web, message: str = ASKS, session: str | None = None) -> tuple[Any, float]:
    """The answer, and the seconds that it took."""
    began = time.monotonic()
    body = {"message": message, "session": session}
    found = httpx.post(f"{web.address}/api/chat", json=body, timeout=60, trust_env=False)
    assert found.status_code == 200, found.text
    return found.json(), time.monotonic() - began


def wait_until_whole(web: Web, seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while say(web)[0]["degraded"]:
        assert time.monotonic() < until, "the engine never answered"
        time.sleep(1)


def assert_answered(web: Web, session: str) -> None:
    """In their own conversation and in danger, without the engine and without a long wait."""
    for _ in range(4):
        found, waited = say(web, "jag behöver avlösning också", session)
        assert found["session"] == session and found["answer"]["contacts"]
        danger, slow = say(web, "pappa andas inte")
        assert danger["answer"]["contacts"][0]["phone"] == "112"
        assert found["degraded"] and danger["degraded"], "no engine process answers unlocked"
        assert max(waited, slow) < SECONDS


def test_the_locks_die_and_come_back(web: Web, redis_server: Redis) -> None:
    session = say(web)[0]["session"]
    redis_server.stop()
    try:
        assert_answered(web, session)
    finally:
        redis_server.start()
    wait_until_whole(web)
    assert say(web, "jag behöver avlösning", session)[0]["session"] == session


def test_the_locks_hang_without_dying(web: Web, redis_server: Redis) -> None:
    session = say(web)[0]["session"]
    with redis_server.hanging():
        assert_answered(web, session)
    wait_until_whole(web)

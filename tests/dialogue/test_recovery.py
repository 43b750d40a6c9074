"""When a process dies: /healthz says so, the chat goes on, and it is started again."""

import os
import signal
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.dialogue.conftest import Service

AGAIN_SECONDS = 120
Say = Callable[..., dict[str, Any]]


def wait_for_engine(client: httpx.Client, state: str) -> None:
    end = time.monotonic() + AGAIN_SECONDS
    while client.get("/healthz").json()["engine"] != state:
        assert time.monotonic() < end, f"the engine never was {state}"
        time.sleep(0.3)


@pytest.mark.parametrize("words", ["bot.serve", "services.command.action_server"])
def test_a_killed_child_is_missed_and_comes_back(
    words: str, service: Service, client: httpx.Client, say: Say
) -> None:
    assert say("Min mamma i Kalmar behöver hemtjänst")["degraded"] is False
    child = service.find_child(words)
    os.kill(child, signal.SIGKILL)
    if words == "bot.serve":
        wait_for_engine(client, "down")
        assert client.get("/healthz").json()["status"] == "degraded"
    while_away = say("vad kostar det?")
    assert while_away["answer"]["municipality"] == "0880"
    assert say("nu andas hon inte")["answer"]["triage"] == "danger"
    wait_until_whole(say, AGAIN_SECONDS)
    assert service.find_child(words) != child
    assert client.get("/healthz").json()["status"] == "ok"


def wait_until_whole(say: Say, seconds: float) -> None:
    """Returns when the engine and its actions answer again, the thread still there."""
    end = time.monotonic() + seconds
    while say("ambulansen har kommit, tack")["degraded"]:
        assert time.monotonic() < end, "the service was never whole again"
        time.sleep(1)

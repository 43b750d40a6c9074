"""The action server: what it does with a call as Rasa 3.6 sends it."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from services.command.action_server import Executor
from tests.command.test_supervisor import free_port

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    port = free_port()
    words = [sys.executable, "-m", "services.command.action_server", "127.0.0.1", str(port)]
    with subprocess.Popen(words, cwd=ROOT) as process:
        yield f"http://127.0.0.1:{port}"
        process.terminate()


def wait_for_health(address: str) -> httpx.Response:
    until = time.monotonic() + 60
    while True:
        try:
            return httpx.get(f"{address}/health")
        except httpx.TransportError:
            assert time.monotonic() < until, "the action server did not answer"
            time.sleep(0.2)


def test_the_server_finds_the_projects_actions(address: str) -> None:
    assert wait_for_health(address).json() == {"status": "ok"}
    names = {row["name"] for row in httpx.get(f"{address}/actions").json()}
    assert names
    assert all(name.startswith(("action_", "validate_")) for name in names)


def test_a_call_without_a_domain_is_run() -> None:
    assert Executor().update_and_return_domain({}, "action_x") == {}
    assert Executor().update_and_return_domain({"domain": {"a": 1}}, "action_x") == {"a": 1}

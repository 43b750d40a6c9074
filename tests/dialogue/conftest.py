"""The whole service, as ./lots serve starts it: web, Rasa with the trained model, actions."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from services.command.model import is_current
from services.settings import ROOT, read_settings

START_SECONDS = 180
Say = Callable[..., dict[str, Any]]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass(frozen=True)
class Service:
    """The running service: its address, the process that watches over the others, and the folder
    of all that it writes."""

    address: str
    pid: int
    var: Path

    def find_child(self, words: str) -> int:
        """The process below whose command line has ``words``."""
        return next(pid for pid in list_below(self.pid) if words in command_line(pid))


def list_below(pid: int) -> list[int]:
    """Every process below, children before grandchildren."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    children = [int(word) for word in text.split()]
    return children + [below for child in children for below in list_below(child)]


def command_line(pid: int) -> str:
    """The words a process was started with; "" for one that has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    settings = read_settings()
    if not is_current(settings):
        pytest.fail("Modellen är inte tränad på det som finns nu. Kör ./lots train.")
    var: Path = tmp_path_factory.mktemp("dialogue")
    shutil.copytree(settings.var / "models", var / "models")
    port = free_port()
    environment = os.environ | {
        "LOTS_VAR": str(var),
        "LOTS_NOW": "2026-11-24T10:00",
        "LOTS_CHAT_RATE_LIMIT": "off",
        "LOTS_RASA_URL": f"http://127.0.0.1:{free_port()}",
        "LOTS_ACTIONS_URL": f"http://127.0.0.1:{free_port()}/webhook",
    }
    environment.pop("LOTS_DATABASE_URL", None)
    command = [sys.executable, "-m", "services.command", "serve", "--port", str(port)]
    with (var / "serve.txt").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}", process, var)
        yield Service(f"http://127.0.0.1:{port}", process.pid, var)
    finally:
        below = list_below(process.pid)
        process.send_signal(signal.SIGINT)
        process.wait(30)
    assert [command_line(pid) for pid in below if command_line(pid)] == []


@pytest.fixture(scope="session")
def address(service: Service) -> str:
    return service.address


def wait_until_ready(address: str, process: "subprocess.Popen[bytes]", var: Path) -> None:
    """Returns when the engine answers; fails with what was logged if it never does."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            if httpx.get(f"{address}/healthz").json()["engine"] == "ready":
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    pytest.fail(f"Tjänsten kom inte igång:\n{(var / 'serve.txt').read_text()}")


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=20) as client:
        yield client


@pytest.fixture
def say(client: httpx.Client) -> Say:
    """Says one thing in one conversation and gives the response's JSON."""
    session: list[str | None] = [None]

    def say_it(message: str, municipality: str | None = "9999") -> dict[str, Any]:
        body = {"message": message, "session": session[0], "municipality": municipality}
        response = client.post("/api/chat", json=body)
        assert response.status_code == 200, response.text
        found: dict[str, Any] = response.json()
        session[0] = found["session"]
        return found

    return say_it

"""The web killed under the one who keeps it: whoever comes meanwhile waits, and is answered."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from services.command.bench_stack import tree
from services.settings import ROOT
from tests.servers import free_port
from tests.web.serving import seed

SECONDS = 90.0
MANY = 5
ASKED = b"GET /om HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def keeper(tmp_path: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """The web as a container runs it."""
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "LOTS_VAR": str(tmp_path),
        "LOTS_DATABASE_URL": f"sqlite:///{seed(tmp_path)}",
        "LOTS_PORT": str(port),
        "LOTS_RASA_URL": "http://127.0.0.1:9",
    }
    words = [sys.executable, "-P", "-m", "services.command.part", "web"]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(SECONDS)


def webs(keeper: "subprocess.Popen[bytes]") -> list[int]:
    """The processes that serve; one that has ended has no command line."""
    lines = {pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in tree(keeper.pid)}
    return [pid for pid, line in lines.items() if b"services.web.server" in line]


def read_all(connection: socket.socket) -> bytes:
    found = b""
    while piece := connection.recv(65536):
        found += piece
    return found


def test_who_comes_while_the_web_is_killed_is_answered(
    keeper: "subprocess.Popen[bytes]", port: int
) -> None:
    wait_until_it_answers(port)
    (killed,) = webs(keeper)
    os.kill(killed, signal.SIGKILL)
    while webs(keeper):
        time.sleep(0.01)
    waiting = [socket.create_connection(("127.0.0.1", port), timeout=SECONDS) for _ in range(MANY)]
    assert webs(keeper) == [], "they came while nobody was there"
    for connection in waiting:
        with closing(connection):
            connection.sendall(ASKED)
            assert read_all(connection).startswith(b"HTTP/1.1 200")
    (now,) = webs(keeper)
    assert now != killed


def test_the_port_is_let_go_in_the_end(keeper: "subprocess.Popen[bytes]", port: int) -> None:
    wait_until_it_answers(port)
    keeper.terminate()
    assert keeper.wait(SECONDS) == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)


def wait_until_it_answers(port: int) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        try:
            if httpx.get(
                f"http://127.0.0.1:{port}/om", timeout=SECONDS, trust_env=False
            ).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    pytest.fail("the web did not start")

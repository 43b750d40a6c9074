"""The supervisor: keeps its children alive, and leaves none behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer

import pytest

from services.command.child import Child, Program
from services.command.supervisor import Supervisor

STAND_IN = """
import subprocess, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
open(sys.argv[2], "a").write(f"{grandchild.pid}\\n")
class Door(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b"{}")
print("lyssnar", flush=True)
HTTPServer(("127.0.0.1", int(sys.argv[1])), Door).serve_forever()
"""


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path: Path, said: list[str]) -> Iterator[Supervisor]:
    supervisor = Supervisor(tmp_path / "log", said.append)
    yield supervisor
    supervisor.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def stand_in(folder: Path, port: int) -> Program:
    command = (sys.executable, "-c", STAND_IN, str(port), str(folder / "grandchildren"))
    return Program("web", command, folder, ready_url=f"http://127.0.0.1:{port}/")


def wait_for(condition: Callable[[], bool], seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it took too long"
        time.sleep(0.05)


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def grandchildren(folder: Path) -> list[int]:
    path = folder / "grandchildren"
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def test_a_child_is_ready_when_it_answers(supervisor: Supervisor, tmp_path: Path) -> None:
    assert not supervisor.ready("web")
    supervisor.start(stand_in(tmp_path, free_port()))
    wait_for(lambda: supervisor.ready("web"))
    assert "lyssnar" in (tmp_path / "log" / "web.log").read_text()


def test_closing_ends_children_and_grandchildren(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.start(stand_in(tmp_path, free_port()))
    wait_for(lambda: supervisor.ready("web"))
    (grandchild,) = grandchildren(tmp_path)
    assert alive(grandchild)
    supervisor.close()
    wait_for(lambda: not alive(grandchild))


def test_a_dead_child_is_started_again(
    supervisor: Supervisor, tmp_path: Path, said: list[str]
) -> None:
    supervisor.start(stand_in(tmp_path, free_port()))
    wait_for(lambda: supervisor.ready("web"))
    child = supervisor.children["web"]
    assert child.process
    child.wait = 0.1
    child.process.kill()
    child.process.wait()
    wait_for(lambda: child.watch() is None and supervisor.ready("web"))
    first, second = grandchildren(tmp_path)
    wait_for(lambda: not alive(first))
    assert alive(second)
    assert "Processen web slutade (kod -9)" in said[0]


def test_a_child_that_keeps_ending_waits_longer_each_time(tmp_path: Path, said: list[str]) -> None:
    child = Child(Program("web", (sys.executable, "-c", ""), tmp_path), tmp_path, said.append)
    waits = []
    for _ in range(7):
        child.again = 0
        child.watch()
        assert child.process
        child.process.wait()
        waits.append(child.wait)
        child.watch()
    assert waits == [1, 2, 4, 8, 16, 30, 30]


def test_a_child_that_will_not_end_is_made_to(tmp_path: Path, said: list[str]) -> None:
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print(1); time.sleep(600)"
    child = Child(Program("web", (sys.executable, "-u", "-c", deaf), tmp_path), tmp_path, print)
    child.start()
    assert child.process
    pid = child.process.pid
    wait_for(lambda: "1" in (tmp_path / "web.log").read_text())
    child.ask_to_end()
    child.end(patience=0.2)
    assert not alive(pid)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_watch(
    supervisor: Supervisor, tmp_path: Path, how: signal.Signals
) -> None:
    before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    supervisor.start(stand_in(tmp_path, free_port()))
    supervisor.when(
        lambda: supervisor.ready("web"), lambda: Timer(0.1, os.kill, (os.getpid(), how)).start()
    )
    try:
        supervisor.run()
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
    assert supervisor.children == {}
    wait_for(lambda: not any(alive(pid) for pid in grandchildren(tmp_path)))


def test_children_die_even_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    script = """
import sys, time
from pathlib import Path
from services.command.child import Program
from services.command.supervisor import Supervisor
supervisor = Supervisor(Path(sys.argv[1]), print)
supervisor.start(Program("web", ("sleep", "600"), Path(sys.argv[1])))
print(supervisor.children["web"].process.pid, flush=True)
supervisor.run()
"""
    words = [sys.executable, "-c", script, str(tmp_path)]
    root = str(Path(__file__).parents[2])
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": root}
    ) as process:
        assert process.stdout
        child = int(process.stdout.readline())
        assert alive(child)
        process.kill()
    wait_for(lambda: not alive(child))


def test_what_is_waited_for_is_done_once(supervisor: Supervisor) -> None:
    done: list[int] = []
    supervisor.when(lambda: True, lambda: done.append(1))
    supervisor.when(lambda: len(done) == 1, supervisor.ended.set)
    for _ in range(3):
        supervisor.tasks = [task for task in supervisor.tasks if not task()]
    assert done == [1]

"""The load's own people, tried dry: what they say, how they judge, and at what pace."""

import json
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

import pytest

FILE = Path(__file__).with_name("locustfile.py")


class Answers(BaseHTTPRequestHandler):
    """A chat that answers everything, and may be told to be degraded."""

    heard: ClassVar[list[dict[str, Any]]] = []
    degraded: ClassVar[bool] = False

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).heard.append(body)
        answer = {"triage": "danger"}
        said = {"session": body["session"] or f"s{len(self.heard)}", "replies": [{"text": "hej"}]}
        content = json.dumps(said | {"answer": answer, "degraded": self.degraded}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_DELETE(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Silence."""


@pytest.fixture
def chat() -> Iterator[str]:
    Answers.heard.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    Answers.degraded = False


def run(address: str, tmp_path: Path) -> "subprocess.CompletedProcess[str]":
    words = ["-f", str(FILE), "--headless", "-H", address, "-u", "4", "-r", "4", "-t", "8s"]
    return subprocess.run(
        [sys.executable, "-m", "locust", *words],
        cwd=tmp_path,
        env={"THINKING": "0.05", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_people_go_on_in_their_own_session(chat: str, tmp_path: Path) -> None:
    done = run(chat, tmp_path)
    assert done.returncode == 0, done.stderr
    first = [body for body in Answers.heard if body["session"] is None]
    later = [body for body in Answers.heard if body["session"]]
    assert len(first) > 4 and later
    assert len({body["message"] for body in first}) > 4
    assert {body["municipality"] for body in Answers.heard} >= {"9999"}


def test_an_answer_without_the_engine_is_a_failure(chat: str, tmp_path: Path) -> None:
    Answers.degraded = True
    done = run(chat, tmp_path)
    assert done.returncode == 1
    assert "answered without the engine" in done.stdout + done.stderr

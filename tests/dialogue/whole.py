"""A whole service of a test's own, which may be killed and started again on the same folder."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from services.settings import ROOT, read_settings
from tests.dialogue.conftest import command_line, free_port, list_below

WEB_SECONDS = 60.0


@dataclass
class Whole:
    """`./lots serve` on a folder: database, logs and model lie in it."""

    var: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Returns when the web answers; the engine loads behind it."""
        own = {
            "LOTS_VAR": str(self.var),
            "LOTS_NOW": "2026-11-24T10:00",
            "LOTS_CHAT_RATE_LIMIT": "off",
            "LOTS_RASA_URL": f"http://127.0.0.1:{free_port()}",
            "LOTS_ACTIONS_URL": f"http://127.0.0.1:{free_port()}/webhook",
        }
        words = [sys.executable, "-m", "services.command", "serve", "--port", str(self.port)]
        with (self.var / "serve.txt").open("a") as log:
            self.process = subprocess.Popen(
                words, cwd=ROOT, env=os.environ | own, stdout=log, stderr=log
            )
        end = time.monotonic() + WEB_SECONDS
        while not self.answers():
            assert time.monotonic() < end, (self.var / "serve.txt").read_text()
            time.sleep(0.2)

    def answers(self) -> bool:
        try:
            return httpx.get(f"{self.address}/healthz", timeout=5).is_success
        except httpx.HTTPError:
            return False

    def end(self, how: signal.Signals = signal.SIGINT) -> None:
        """Ends it, and waits until every process below it is gone too."""
        assert self.process
        below = list_below(self.process.pid)
        self.process.send_signal(how)
        self.process.wait(30)
        end = time.monotonic() + 20
        while any(map(command_line, below)):
            assert time.monotonic() < end, "a child outlived the service"
            time.sleep(0.1)

    def say(self, message: str, session: str | None = None, place: str | None = None) -> Any:
        """One message; the JSON that came back."""
        body = {"message": message, "session": session, "municipality": place}
        response = httpx.post(f"{self.address}/api/chat", json=body, timeout=20)
        assert response.status_code == 200, response.text
        return response.json()


@contextmanager
def serving(var: Path) -> Iterator[Whole]:
    """A service on `var`, with a copy of the trained model."""
    shutil.copytree(read_settings().var / "models", var / "models")
    whole = Whole(var)
    whole.start()
    try:
        yield whole
    finally:
        if whole.process and whole.process.poll() is None:
            whole.end()

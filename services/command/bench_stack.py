"""The stacks of the bench: how each is started, spoken to and weighed."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from services.command.bench_starter import starter_model
from services.command.model import model_path
from services.command.programs import BOT_PYTHON, bot_environment
from services.command.refusal import Refusal
from services.settings import ROOT, Settings

PATIENCE = 240.0
SWEDISH = (
    "Min man har demens och jag orkar inte mer",
    "kan någon avlösa mig några timmar i veckan",
    "vad kostar det",
    "finns det en grupp för anhöriga",
)
ENGLISH = ("hello", "I am so sad", "yes", "bye")
Say = Callable[[httpx.Client, str, "str | None"], "tuple[str | None, bool]"]


@dataclass(frozen=True)
class Started:
    """Seconds until the first answer of any kind, and until the whole answers."""

    first: float
    whole: float


@dataclass
class Stack:
    """What is measured. `say` sends one message and gives the session and whether it was well."""

    name: str
    command: list[str]
    folder: Path
    env: dict[str, str]
    address: str
    messages: tuple[str, ...]
    say: Say
    probe: str
    log: Path
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @contextmanager
    def running(self) -> Iterator[Started]:
        """The stack while it runs; every process of it ends afterwards."""
        began = time.monotonic()
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=os.environ | self.env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            first = self._wait(began, self._answers)
            yield Started(first, self._wait(began, self._is_whole))
        finally:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)

    def memory(self) -> float:
        """Resident megabytes of all its processes, what they share counted once."""
        pids = tree(self.process.pid) if self.process else []
        return sum(map(proportional_kb, pids)) / 1024

    def _wait(self, began: float, holds: Callable[[], bool]) -> float:
        while time.monotonic() - began < PATIENCE:
            if holds():
                return time.monotonic() - began
            if self.process and self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise Refusal(f"{self.name} kom inte igång. Läs {self.log}")

    def _answers(self) -> bool:
        try:
            with httpx.Client(base_url=self.address, timeout=10, trust_env=False) as client:
                return self.say(client, self.messages[0], None)[1]
        except httpx.HTTPError:
            return False

    def _is_whole(self) -> bool:
        try:
            found = httpx.get(self.address + self.probe, timeout=5, trust_env=False)
        except httpx.HTTPError:
            return False
        return found.is_success and '"degraded"' not in found.text


def list_stacks(settings: Settings, folder: Path) -> list[Stack]:
    """Ours whole, the starter, our model alone: the order of the table."""
    return [whole(settings, folder), starter(settings, folder), alone(settings, folder)]


def whole(settings: Settings, folder: Path) -> Stack:
    """Web, engine, actions and registry, as ./lots serve starts them."""
    var = folder / "var"
    shutil.copytree(settings.var / "models", var / "models")
    port, engine, actions = free_port(), free_port(), free_port()
    env = {
        "LOTS_VAR": str(var),
        "LOTS_DATABASE_URL": f"sqlite:///{var / 'lots.db'}",
        "LOTS_CHAT_RATE_LIMIT": "off",
        "LOTS_RASA_URL": f"http://127.0.0.1:{engine}",
        "LOTS_ACTIONS_URL": f"http://127.0.0.1:{actions}/webhook",
    }
    command = [sys.executable, "-m", "services.command", "serve", "--port", str(port)]
    address, log = f"http://127.0.0.1:{port}", folder / "whole.log"
    return Stack(
        "hela tjänsten", command, ROOT, env, address, SWEDISH, say_to_chat, "/healthz", log
    )


def starter(settings: Settings, folder: Path) -> Stack:
    """`rasa run` in the starter project."""
    port, model = free_port(), starter_model(settings.var / "bench")
    words = ["-W", "ignore", "-m", "rasa", "run", "--model", str(model), "--quiet"]
    command = [str(BOT_PYTHON), *words, "--interface", "127.0.0.1", "--port", str(port)]
    env = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
    address, log = f"http://127.0.0.1:{port}", folder / "starter.log"
    project, probe = model.parent.parent, "/webhooks/rest/"
    return Stack("startprojektet", command, project, env, address, ENGLISH, say_to_rest, probe, log)


def alone(settings: Settings, folder: Path) -> Stack:
    """Rasa reading messages with our model: no web, no actions, no registry."""
    port = free_port()
    words = ["-W", "ignore", "-m", "bot.serve", "run", "--enable-api", "--quiet"]
    where = ["--interface", "127.0.0.1", "--port", str(port)]
    command = [str(BOT_PYTHON), *words, "--model", str(model_path(settings)), *where]
    address, log = f"http://127.0.0.1:{port}", folder / "alone.log"
    env = bot_environment(settings)
    return Stack("bara modellen", command, ROOT, env, address, SWEDISH, parse, "/status", log)


def say_to_chat(client: httpx.Client, text: str, session: str | None) -> tuple[str | None, bool]:
    body = {"message": text, "session": session, "municipality": "9999"}
    answer = client.post("/api/chat", json=body)
    said: dict[str, Any] = answer.json() if answer.is_success else {}
    return said.get("session"), bool(said.get("replies"))


def say_to_rest(client: httpx.Client, text: str, session: str | None) -> tuple[str | None, bool]:
    sender = session or uuid4().hex
    answer = client.post("/webhooks/rest/webhook", json={"sender": sender, "message": text})
    return sender, answer.is_success and bool(answer.json())


def parse(client: httpx.Client, text: str, session: str | None) -> tuple[str | None, bool]:
    answer = client.post("/model/parse", json={"text": text})
    return session, answer.is_success and "intent" in answer.json()


def tree(pid: int) -> list[int]:
    """A process and everything below it."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return [pid]
    return [pid, *(below for child in text.split() for below in tree(int(child)))]


def proportional_kb(pid: int) -> int:
    """PSS: what a process holds, its part of what it shares."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])

"""A child: one process that is kept alive, in a group of its own, with its log."""

import ctypes
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from services.command.log import Log
from services.command.port import hold_port

LONGEST_WAIT = 30.0
WELL_AFTER = 60.0
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


@dataclass(frozen=True)
class Program:
    """What to run. `env` is added to this process's own; `ready_url` answers 200 when it is up.
    Where there is a `port`, its socket is held open and the last word of the command is its file
    number: whoever connects while the program starts anew waits, and is not refused."""

    name: str
    command: tuple[str, ...]
    folder: Path
    env: Mapping[str, str] = field(default_factory=dict)
    ready_url: str = ""
    port: int | None = None


class Child:
    """A running Program. It is started anew when it ends, later and later if it keeps ending."""

    def __init__(self, program: Program, logs: Path | None, say: Callable[[str], None]) -> None:
        self.program = program
        self.log = Log(logs / f"{program.name}.log" if logs else None)
        self.say = say
        self.door = hold_port(program.port) if program.port else None
        self.process: subprocess.Popen[str] | None = None
        self.wait = 1.0
        self.started = 0.0
        self.again = 0.0

    def start(self) -> None:
        """Starts the process. Called from the main thread: the child dies with its parent's."""
        self.process = start_process(self.program, self.door)
        self.started = time.monotonic()
        if self.process.stdout:
            self.log.follow(self.process.stdout)

    def watch(self) -> None:
        """Starts the process again when it has ended and its wait is over."""
        now = time.monotonic()
        if self.process and self.process.poll() is not None:
            self._plan(self.process, now)
        if self.process is None and now >= self.again:
            self.start()

    def _plan(self, ended: subprocess.Popen[str], now: float) -> None:
        end_group(ended.pid, signal.SIGKILL)
        self.process = None
        if now - self.started > WELL_AFTER:
            self.wait = 1.0
        self.again = now + self.wait
        self.say(
            f"Processen {self.program.name} slutade (kod {ended.returncode})"
            f" och startas igen om {self.wait:.0f} s. Se {self.log}"
        )
        self.wait = min(self.wait * 2, LONGEST_WAIT)

    def ask_to_end(self) -> None:
        if self.process and self.process.poll() is None:
            end_group(self.process.pid, signal.SIGTERM)

    def end(self, patience: float) -> None:
        """Waits `patience` seconds for the process, then ends what is left of its group."""
        if self.door:
            self.door.close()
        if self.process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(patience, 0))
        end_group(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None


def start_process(program: Program, door: socket.socket | None = None) -> subprocess.Popen[str]:
    """The program as a process that leads its own group, and has the door's socket."""
    libc = ctypes.CDLL(None, use_errno=True)
    held = [door.fileno()] if door else []

    def tie_to_parent() -> None:
        libc.prctl(DIE_WITH_PARENT, signal.SIGTERM)

    return subprocess.Popen(
        [*program.command, *map(str, held)],
        cwd=program.folder,
        env={**os.environ, **program.env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
        pass_fds=held,
        preexec_fn=tie_to_parent if hasattr(libc, "prctl") else None,
    )


def end_group(pid: int, how: signal.Signals) -> None:
    """Sends `how` to every process in the group that `pid` leads."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, how)

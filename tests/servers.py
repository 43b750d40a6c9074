"""PostgreSQL and Redis of our own, from the system's binaries, each in a folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
INITDB = str(BINARIES[-1]) if BINARIES else shutil.which("initdb")
REDIS = shutil.which("redis-server")
needs_postgresql = pytest.mark.skipif(not INITDB, reason="PostgreSQL is not installed")
needs_redis = pytest.mark.skipif(not REDIS, reason="Redis is not installed")


class Postgresql:
    """A server on a socket in `folder`; it can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, folder / "data"
        self.bin = Path(str(INITDB)).parent
        folder.chmod(0o777)
        for parent in (folder.parent, folder.parent.parent):
            parent.chmod(parent.stat().st_mode | 0o011)
        self.call("initdb", "-D", self.data, "-U", "lots", "-A", "trust", "--locale=C.UTF-8")

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://lots@/postgres?host={self.folder}"

    def call(self, program: str, *words: object) -> None:
        as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        whole = [*as_user, str(self.bin / program), *map(str, words)]
        subprocess.run(whole, check=True, capture_output=True, cwd=self.folder)

    def start(self) -> None:
        options = f"-k {self.folder} -h '' -c fsync=off"
        log = self.folder / "log"
        self.call("pg_ctl", "-D", self.data, "-w", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        """As a crash: nobody is waited for, nothing is written."""
        with suppress(subprocess.CalledProcessError):  # it may have gone by itself
            self.call("pg_ctl", "-D", self.data, "-m", "immediate", "stop")


@contextmanager
def running_postgresql(folder: Path) -> Iterator[Postgresql]:
    server = Postgresql(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()


class Redis:
    """A server on loopback that keeps nothing on the disk; it can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        where = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder)]
        words = [str(REDIS), *where, "--save", ""]
        self.process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
        wait_for_port(self.port)

    def stop(self) -> None:
        assert self.process
        self.process.kill()
        self.process.wait()

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """It listens and answers nobody, until the block ends."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)


@contextmanager
def running_redis(folder: Path) -> Iterator[Redis]:
    server = Redis(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for_port(port: int, seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"nothing listens on {port}")

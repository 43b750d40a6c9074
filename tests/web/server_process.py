"""The web as `./lots serve` and the images start it, on a database of its own."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from services.command.programs import web_program
from services.settings import ROOT, read_settings
from tests.servers import free_port, wait_for_port
from tests.web.serving import settings_of

SECONDS = 90.0


@dataclass
class Web:
    """The process, a group of its own, and where it listens."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.address, timeout=30, trust_env=False)

    def kill(self) -> None:
        """The whole group at once: nobody is asked, nothing is written."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def serving(database: Path, **environment: str) -> Iterator[Web]:
    """Runs until the block ends. No engine answers, so the chat gives its simpler answers."""
    port, folder = free_port(), database.parent
    nobody = {"LOTS_RASA_URL": "http://127.0.0.1:9", "LOTS_ACTIONS_URL": "http://127.0.0.1:9/w"}
    settings = settings_of(database, **(nobody | environment))
    program = web_program(settings, port)
    own = {
        "LOTS_SECRET_KEY": "not a secret",
        "LOTS_CHAT_RATE_LIMIT": "off",
        "PYTHONPYCACHEPREFIX": str(read_settings().var / "bytecode"),  # compiled once for all tests
        **environment,
    }
    with (folder / "web.log").open("ab") as log:
        process = subprocess.Popen(
            program.command,
            cwd=ROOT,
            env=os.environ | program.env | own,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        web = Web(port, process, folder / "web.log")
        try:
            wait_for_port(port, SECONDS)
            assert httpx.get(f"{web.address}/om", timeout=SECONDS, trust_env=False).is_success
            yield web
        finally:
            web.kill()

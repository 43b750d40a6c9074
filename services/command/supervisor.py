"""The supervisor: starts the children, keeps them alive, and leaves none behind."""

import signal
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from threading import Event

from services.command.child import Child, Program

TICK = 0.2
PATIENCE = 8.0


class Supervisor:
    """Runs children until SIGINT or SIGTERM. `say` gets each line for the person. Without `logs`
    what the children write goes to standard output."""

    def __init__(self, logs: Path | None, say: Callable[[str], None]) -> None:
        self.logs = logs
        self.say = say
        self.children: dict[str, Child] = {}
        self.ended = Event()
        self.tasks: list[Callable[[], bool]] = []
        self.closers: list[Callable[[], None]] = []

    def start(self, program: Program) -> None:
        """Starts `program` and keeps it alive from now on."""
        child = Child(program, self.logs, self.say)
        self.children[program.name] = child
        child.start()

    def when(self, condition: Callable[[], bool], then: Callable[[], None]) -> None:
        """Does `then` once, as soon as `condition` holds; asked at each tick."""

        def task() -> bool:
            done = condition()
            if done:
                then()
            return done

        self.tasks.append(task)

    def ready(self, *names: str) -> bool:
        """Whether each of the named children is there and answers."""
        return all(
            name in self.children and answers(self.children[name].program.ready_url)
            for name in names
        )

    def run(self) -> None:
        """Watches until somebody asks it to end; then ends every child and its children."""
        for wanted in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(wanted, lambda *_: self.ended.set())
        try:
            while not self.ended.wait(TICK):
                for child in list(self.children.values()):
                    child.watch()
                self.tasks = [task for task in self.tasks if not task()]
        finally:
            self.close()

    def close(self) -> None:
        """Ends everything, politely first."""
        for closer in self.closers:
            closer()
        children = list(self.children.values())
        for child in children:
            child.ask_to_end()
        until = time.monotonic() + PATIENCE
        for child in children:
            child.end(until - time.monotonic())
        self.children.clear()


def answers(url: str) -> bool:
    """Whether `url` answers 200 within half a second."""
    try:
        with urllib.request.urlopen(url, timeout=0.5) as response:
            return bool(response.status == 200)
    except (OSError, ValueError):
        return False

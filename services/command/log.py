"""Logs: what a process writes, line by line into a rotating file, without anybody's words."""

import json
import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from threading import Thread
from typing import IO, Any

KEPT = ("timestamp", "level", "event")
"""The parts of a structured line that may be kept: never texts, senders or local variables."""
LONGEST = 2000


def clean(line: str) -> str:
    """The line as it may be kept: a structured one loses everything that a person wrote."""
    line = line.rstrip()[:LONGEST] if not line.startswith("{") else line.rstrip()
    try:
        said = json.loads(line) if line.startswith("{") else None
    except ValueError:
        return "(rad utan läsbar form)"
    if not isinstance(said, dict):
        return line
    kept = {name: said[name] for name in KEPT if name in said}
    return json.dumps(kept | trace(said), ensure_ascii=False)


def trace(said: dict[str, Any]) -> dict[str, Any]:
    """Where an exception came from: its types and places, not its message or its variables."""
    steps = [step for step in said.get("exception") or [] if isinstance(step, dict)]
    if not steps:
        return {}
    places = [
        f"{frame.get('filename')}:{frame.get('lineno')}"
        for step in steps
        for frame in (step.get("frames") or [])[-3:]
    ]
    return {"exception": [step.get("exc_type") for step in steps], "at": places}


class KeepsOn(RotatingFileHandler):
    """A file that may be full: the line is lost, and the process that wrote it goes on."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Nothing: there is nowhere to say it, and the line itself may quote a person."""


class Log:
    """A rotating file at `path`; each process has its own. None is standard output, for a
    container whose log somebody else keeps."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.handler: logging.Handler = (
            KeepsOn(**file_of(path)) if path else logging.StreamHandler(sys.stdout)
        )

    def __str__(self) -> str:
        """Where to read it."""
        return str(self.path or "loggen")

    def follow(self, stream: IO[str]) -> Thread:
        """Copies `stream` into the file until it ends, in a thread of its own."""
        thread = Thread(target=self._copy, args=(stream,), daemon=True)
        thread.start()
        return thread

    def _copy(self, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                self.handler.emit(logging.makeLogRecord({"msg": clean(line)}))


def file_of(path: Path) -> dict[str, Any]:
    """A megabyte, and three older ones; the folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return {"filename": path, "maxBytes": 1_000_000, "backupCount": 3, "encoding": "utf8"}

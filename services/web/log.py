"""The web's own log: one line of JSON an event, without anything that a person wrote."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime

NAME = "services"


class PlainFacts(logging.Formatter):
    """Time, level, logger and event. Of an exception its types and places: its message may quote
    a person, as a database's does with the values of the statement."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line of JSON."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said: dict[str, object] = {
            "timestamp": at,
            "level": record.levelname.lower(),
            "event": f"{record.name}: {record.getMessage()}",
        }
        if record.exc_info and record.exc_info[1]:
            said["exception"] = describe(record.exc_info[1])
        return json.dumps(said, ensure_ascii=False)


def describe(error: BaseException) -> list[dict[str, object]]:
    """The chain of errors, the last first: each one's type and the places it passed."""
    found: list[dict[str, object]] = []
    step: BaseException | None = error
    while step is not None and len(found) < 5:
        places = traceback.extract_tb(step.__traceback__)[-5:]
        frames = [{"filename": place.filename, "lineno": place.lineno} for place in places]
        found.append({"exc_type": type(step).__name__, "frames": frames})
        step = step.__cause__ or step.__context__
    return found


def log_plain_facts() -> None:
    """Sends what our own rooms log to the standard error, once a process."""
    logger = logging.getLogger(NAME)
    if any(isinstance(handler.formatter, PlainFacts) for handler in logger.handlers):
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PlainFacts())
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False

"""How long a page takes while a hundred connections hang: the table of docs/faults.md.

.venv/bin/python -m tests.load.hanging
"""

from __future__ import annotations

import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median
from threading import Event, Thread

from tests.web.server_process import Web, serving
from tests.web.serving import seed

MANY, TIMES, PATIENCE = 100, 40, 25.0
PAGE = b"GET /om HTTP/1.1\r\nHost: x\r\n"
POST = b"POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99"
CASES: dict[str, tuple[bytes, bool]] = {
    "är tysta": (b"", False),
    "skickar rubrikerna bit för bit": (PAGE + b"X-Slow: ", True),
    "stannar mitt i texten": (POST + b'\r\n\r\n{"message"', False),
    "har fått svar men stänger inte": (PAGE + b"\r\n", False),
    "läser aldrig sitt svar": ((PAGE + b"\r\n") * 40, False),
}
"""What each of them sends, and whether it goes on with a byte every fifth of a second."""


@contextmanager
def hanging(web: Web, first: bytes, drip: bool) -> Iterator[None]:
    """A hundred connections that have sent `first`, and are let go in the end."""
    held = [socket.create_connection(("127.0.0.1", web.port)) for _ in range(MANY)]
    for connection in held:
        connection.sendall(first)
    stop = Event()

    def go_on() -> None:
        while not stop.wait(0.2):
            for connection in held:
                connection.send(b"x")

    dripping = Thread(target=go_on)
    if drip:
        dripping.start()
    try:
        yield
    finally:
        stop.set()
        if drip:
            dripping.join()
        for connection in held:
            connection.close()


def ask(web: Web) -> float:
    """Seconds to the page on a connection of one's own; PATIENCE when it did not come."""
    began = time.monotonic()
    with closing(HTTPConnection("127.0.0.1", web.port, timeout=PATIENCE)) as connection:
        try:
            connection.request("GET", "/om")
            assert connection.getresponse().read()
        except (OSError, HTTPException):
            return PATIENCE
    return time.monotonic() - began


def say(case: str, seconds: list[float]) -> None:
    """A row: the first one, in the middle, the longest."""
    times = (seconds[0], median(seconds), max(seconds))
    print(f"| {case} | " + " | ".join(f"{1000 * one:.0f} ms" for one in times) + " |", flush=True)  # noqa: T201


def main() -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as folder, serving(seed(Path(folder))) as web:
        say("ingen hänger", [ask(web) for _ in range(TIMES)])
        for case, (first, drip) in CASES.items():
            with hanging(web, first, drip):
                say(case, [ask(web) for _ in range(TIMES)])


if __name__ == "__main__":
    main()

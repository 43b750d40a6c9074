"""gunicorn's worker with threads, which gives a thread only to a request that is all here."""

from __future__ import annotations

import selectors
import socket
import struct
import time
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from services.gate.gathering import HEAD_MOST, Gathering
from services.gate.reserve import Reserve

PIECE = 64 * 1024
LARGE_TOGETHER = 48 * 1024 * 1024
"""Bytes that all large requests may take while they come in."""
STUCK = struct.pack("ll", 5, 0)
"""Five seconds: how long a thread waits for a client that reads nothing of its answer."""
OUTWARDS = 512 * 1024
"""Bytes that the system is asked to hold of an answer; most answers go there as a whole."""
GOODBYE = 2.0
"""Seconds that a client has to close after the last answer, so that it is not cut off."""
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
WORDS = "Det gick inte att ta emot allt. Försök igen. Vid fara: ring 112.\n".encode()


def refusal(status: str) -> bytes:
    """An answer without the application, for what never became a request."""
    kind = f"Content-Type: text/plain; charset=utf-8\r\nContent-Length: {len(WORDS)}"
    return f"HTTP/1.1 {status}\r\n{kind}\r\nConnection: close\r\n\r\n".encode() + WORDS


class Worker(ThreadWorker):
    """Connections that are silent, that send bit by bit or that never close wait in the main
    loop, where they cost a file handle and what they have sent. When there is room for no more,
    the one that has waited longest leaves."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gatherings: dict[TConn, Gathering] = {}
        self.partings: dict[TConn, float] = {}
        self.looked = 0.0

    def enqueue_req(self, conn: TConn) -> None:
        """Begins to take in a request, of a connection that is new or was kept."""
        if not conn.initialized:
            self.welcome(conn)
        self.begin(conn)
        self.gather(conn, conn.sock)

    def begin(self, conn: TConn) -> None:
        """Waits for a request. It costs no thread."""
        conn.sock.setblocking(False)
        self.gatherings[conn] = Gathering(time.monotonic())
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.gather, conn))

    def welcome(self, conn: TConn) -> None:
        """Prepares a new connection."""
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, OUTWARDS)
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, STUCK)
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, STUCK)
        conn.init()
        conn.data_ready = True
        conn.parser.unreader = Reserve(conn.sock)

    def gather(self, conn: TConn, _: object) -> None:
        """Takes what a connection has sent. One that left in the same moment is passed over."""
        if conn not in self.gatherings:
            return
        try:
            data = conn.sock.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self.take(conn, data)
        else:
            self.leave(conn)

    def take(self, conn: TConn, data: bytes) -> None:
        """Adds `data`, and hands the request to a thread when it is whole."""
        gathering = self.gatherings[conn]
        had_head = gathering.body_at is not None
        gathering.add(data)
        if gathering.whole:
            self.forget(conn)
            conn.parser.unreader.fill(gathering.data)
            super().enqueue_req(conn)
        elif gathering.hopeless:
            self.refuse(conn, "400 Bad Request")
        elif self.is_crowded(gathering):
            self.refuse(conn, "503 Service Unavailable")
        elif not had_head and gathering.awaits_leave:
            say(conn, GO_ON)

    def is_crowded(self, gathering: Gathering) -> bool:
        """Whether a large request takes more than there is for all large ones."""
        if len(gathering.data) <= HEAD_MOST:
            return False
        sizes = [len(other.data) for other in self.gatherings.values()]
        return sum(size for size in sizes if size > HEAD_MOST) > LARGE_TOGETHER

    def handle_request(self, req: Any, conn: TConn) -> bool:
        try:
            return bool(super().handle_request(req, conn))
        except BlockingIOError:
            self.log.debug("The client took nothing of its answer.")
            return False

    def finish_request(self, conn: TConn, fs: Future[Any]) -> None:
        """Keeps the connection, or waits for the client to close it: gunicorn would wait in the
        main loop, where nobody else is served meanwhile."""
        if fs.cancelled() or fs.exception() or not fs.result():
            self.part(conn)
        elif begun := conn.parser.unreader.take_buffered():
            self.begin(conn)
            self.take(conn, begun)
        else:
            super().finish_request(conn, fs)

    def _keepalive_after(self, conn: TConn, keepalive: bool) -> bool:
        """What the application left unread is read only as far as it is here."""
        return keepalive and bool(conn.parser.finish_body(deadline=time.monotonic() + 0.1))

    def refuse(self, conn: TConn, status: str) -> None:
        """Answers what never became a request."""
        self.forget(conn)
        say(conn, refusal(status))
        self.part(conn)

    def part(self, conn: TConn) -> None:
        """Says that no more will come, and waits a little for the client to say the same."""
        try:
            conn.sock.shutdown(socket.SHUT_WR)
            conn.sock.setblocking(False)
        except OSError:
            return self.leave(conn)
        self.partings[conn] = time.monotonic() + GOODBYE
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.drain, conn))

    def drain(self, conn: TConn, _: object) -> None:
        """Throws away what a client still sends after its last answer."""
        if conn not in self.partings:
            return
        try:
            gone = not conn.sock.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            gone = True
        if gone:
            self.leave(conn)

    def leave(self, conn: TConn) -> None:
        """Closes at once."""
        self.forget(conn)
        self.nr_conns -= 1
        conn.close()

    def forget(self, conn: TConn) -> None:
        """Waits no longer for a connection."""
        self.gatherings.pop(conn, None)
        self.partings.pop(conn, None)
        with suppress(KeyError, OSError, ValueError):
            self.poller.unregister(conn.sock)

    def murder_pending(self) -> None:
        """Lets those go who have taken too long, looking once a second; when the worker is to
        end, also those who have asked for nothing."""
        if self.nr_conns >= self.worker_connections:
            self.make_room()
        now = time.monotonic()
        if self.alive and now - self.looked < 1.0:
            return
        self.looked = now
        for conn, until in list(self.partings.items()):
            if now > until or not self.alive:
                self.leave(conn)
        for conn, gathering in list(self.gatherings.items()):
            if not gathering.data and (now > gathering.until or not self.alive):
                self.leave(conn)
            elif now > gathering.until:
                self.refuse(conn, "408 Request Timeout")

    def make_room(self) -> None:
        """Lets the connection go that loses least by it."""
        if self.partings:
            self.leave(next(iter(self.partings)))
        elif self.keepalived_conns:
            self.keepalived_conns[0].timeout = 0.0
            self.murder_keepalived()
        elif self.gatherings:
            self.leave(next(iter(self.gatherings)))


def say(conn: TConn, words: bytes) -> None:
    """Sends a few words, if the client takes them."""
    with suppress(OSError):
        conn.sock.send(words)

"""The web's server: waitress, which gives a thread only to a request that is all here."""

from __future__ import annotations

import logging
import os
import resource
import signal
import socket
import sys
import time
from threading import Event, Thread
from typing import Any

from waitress import create_server

from services.web.application import BODY_MOST, create_app
from services.web.refusal import Channel

MEGABYTE = 1024 * 1024
CONNECTIONS = 1000
LARGE_TOGETHER = 48 * MEGABYTE
"""Bytes that all bodies may take while they come in."""
THREADS = 8
PATIENCE = 5.0
"""Seconds for the requests that are being answered when the server is asked to end."""


def where(port: int, held: int | None) -> dict[str, Any]:
    """Where to listen: at the socket that whoever started us holds, or at one of our own."""
    if held is None:
        return {"listen": f"0.0.0.0:{port}"}
    return {"sockets": [socket.socket(fileno=held)]}


def options(connections: int) -> dict[str, Any]:
    """What else waitress is told."""
    return {
        "threads": THREADS,
        "connection_limit": connections,
        "channel_timeout": 30,
        "cleanup_interval": 5,
        "asyncore_use_poll": True,  # select() can hold no more than 1 024 files
        "max_request_header_size": 64 * 1024,
        # The application refuses more than half of this, in Swedish, once the body has come.
        "max_request_body_size": 2 * BODY_MOST,
        # A thread waits for a client when more than the watermark is unread, without end. So
        # many answers as can be asked for in one piece of reading stay below it.
        "recv_bytes": 4096,
        "outbuf_high_watermark": 128 * MEGABYTE,
        "clear_untrusted_proxy_headers": False,  # the application decides whom it believes
        "ident": None,
        "log_socket_errors": False,
    }


def count_connections() -> int:
    """CONNECTIONS, or less where fewer files may be open. A large body takes one more file."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = 2 * CONNECTIONS + 100 if hard == resource.RLIM_INFINITY else hard
    files = min(files, 2 * CONNECTIONS + 100)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard))
    return min(CONNECTIONS, files // 2)


def run(port: int, held: int | None = None) -> int:
    """Serves until SIGTERM; the status to end with, 1 when the server ended by itself. `held` is
    the file number of a socket that listens already."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server = create_server(create_app(), **where(port, held), **options(count_connections()))
    server.channel_class = Channel
    ended = Event()
    for wanted in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wanted, lambda *_: ended.set())
    loop = Thread(target=server.run, daemon=True)
    loop.start()
    while loop.is_alive():
        if ended.wait(1):
            finish(server)
            return 0
        make_room(server)
    return 1


def make_room(server: Any) -> None:
    """When it is nearly full, lets those go who have been connected longest and have no request
    that is being answered; when bodies take too much together, lets the largest go."""
    channels = list(server.active_channels.values())
    most = server.adj.connection_limit
    if len(channels) > most * 0.9:
        waiting = [channel for channel in channels if not channel.requests]
        waiting.sort(key=lambda channel: channel.creation_time)
        close(waiting[: len(channels) - most // 2])
    sizes = sorted(((come_of(channel), id(channel), channel) for channel in channels), reverse=True)
    excess = sum(size for size, *_ in sizes) - LARGE_TOGETHER
    for size, _, channel in sizes:
        if excess > 0:
            close([channel])
            excess -= size


def close(channels: list[Any]) -> None:
    """Closes as waitress closes those that have been silent too long."""
    for channel in channels:
        channel.will_close = True


def come_of(channel: Any) -> int:
    """Bytes that have come of a body that is not all here."""
    request = channel.request
    return request.body_bytes_received if request else 0


def finish(server: Any) -> None:
    """Takes no new connections, and lets out the answers that somebody waits for."""
    server.accepting = False
    until = time.monotonic() + PATIENCE
    while is_busy(server) and time.monotonic() < until:
        time.sleep(0.05)


def is_busy(server: Any) -> bool:
    """Whether a whole request has no answer yet, or an answer has not left."""
    channels = list(server.active_channels.values())
    return any(channel.requests or channel.total_outbufs_len for channel in channels)


if __name__ == "__main__":
    status = run(*map(int, sys.argv[1:]))
    # Python would take down the libraries of the model under threads that are still in them,
    # and abort. Nothing is kept for later: what is saved is saved before it is answered.
    logging.shutdown()
    os._exit(status)

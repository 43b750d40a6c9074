"""Ports: whether one is free to listen on, the sentence to say when it is not, and one held."""

import errno
import socket

from services.command.refusal import Refusal

WAITING = 1024
"""Connections that may wait while nobody takes them in."""


def need_free_port(host: str, port: int, advice: str) -> None:
    """Raises Refusal, with `advice`, when nothing can listen on `host`:`port`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refusal(reason(error, port, advice)) from None


def reason(error: OSError, port: int, advice: str) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} är upptagen av ett annat program. {advice}"
    if error.errno == errno.EACCES:
        return f"Port {port} får bara systemets egna program använda. {advice}"
    return f"Port {port} går inte att använda ({error.strerror}). {advice}"


def hold_port(port: int) -> socket.socket:
    """A socket that listens outwards on `port`, for a child to take connections in from."""
    return socket.create_server(("0.0.0.0", port), backlog=WAITING)

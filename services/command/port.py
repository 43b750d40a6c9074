"""Ports: whether one is free to listen on, and the sentence to say when it is not."""

import errno
import socket

from services.command.refusal import Refusal


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

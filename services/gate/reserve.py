"""What the server reads from: first what was gathered, then the connection itself."""

from __future__ import annotations

import socket
from io import BytesIO

from gunicorn.http.unreader import SocketUnreader


class Reserve(SocketUnreader):
    """Gives out what was gathered piece by piece, so that a large body is not copied as a whole
    for each piece that the application reads."""

    def __init__(self, sock: socket.socket) -> None:
        super().__init__(sock)
        self.gathered = BytesIO()

    def fill(self, data: bytes | bytearray) -> None:
        """Puts a request in; what was there must have been taken out."""
        self.gathered = BytesIO(data)

    def chunk(self, size_hint: int | None = None) -> bytes:
        size = min(max(size_hint or 0, self.mxchunk), self.max_body_chunk)
        return self.gathered.read(size) or bytes(super().chunk(size_hint))

    def take_buffered(self) -> bytes:
        """What is left: the beginning of the next request, if a client sent it already."""
        return bytes(super().take_buffered()) + self.gathered.read()

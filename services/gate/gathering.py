"""One request while it comes in: whether it is whole, and how long it may take."""

from __future__ import annotations

import re

HEAD_MOST = 64 * 1024
BODY_MOST = 16 * 1024 * 1024
"""Bytes. A body that says it is longer is not waited for: the application refuses it unread."""
SECONDS = 30.0
BYTES_A_SECOND = 16 * 1024
"""A request has SECONDS, and one more for each of so many bytes that have come."""

LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,12})[ \t]*\r\n", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding:[^\r]*chunked", re.IGNORECASE)
EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue", re.IGNORECASE)


class Gathering:
    """The bytes of one request so far, from `began` (monotonic seconds). What it judges decides
    only when the request is handed on: the server reads the same bytes anew, and strictly."""

    def __init__(self, began: float) -> None:
        self.began = began
        self.data = bytearray()
        self.body_at: int | None = None  # where the body begins, once the head is there
        self.ends_at: int | None = None  # where the request ends, None for a body in chunks
        self.chunk_at = 0
        self.seen = 0
        self.whole = False

    def add(self, data: bytes) -> None:
        """Takes what has come."""
        self.data += data
        if self.body_at is None:
            self._find_head()
        if self.body_at is not None and not self.whole:
            self.whole = self._is_whole()

    @property
    def until(self) -> float:
        """The moment when it has taken too long."""
        return self.began + SECONDS + len(self.data) / BYTES_A_SECOND

    @property
    def hopeless(self) -> bool:
        """Whether it can never be a request: a head without end, or another language (TLS)."""
        return self.body_at is None and (len(self.data) > HEAD_MOST or self.data[:1] == b"\x16")

    @property
    def awaits_leave(self) -> bool:
        """Whether the client holds its body back until it is told to go on."""
        return self.body_at is not None and bool(EXPECTS.search(self.data, 0, self.body_at))

    def _find_head(self) -> None:
        end = self.data.find(b"\r\n\r\n", max(0, self.seen - 3))
        self.seen = len(self.data)
        if end < 0:
            return
        self.body_at = self.chunk_at = end + 4
        length = LENGTH.search(self.data, 0, self.body_at)
        if length and int(length[1]) <= BODY_MOST:
            self.ends_at = self.body_at + int(length[1])
        elif length or not CHUNKED.search(self.data, 0, self.body_at):
            self.ends_at = self.body_at

    def _is_whole(self) -> bool:
        if self.ends_at is not None:
            return len(self.data) >= self.ends_at
        return self._chunks_ended() or len(self.data) > BODY_MOST + HEAD_MOST

    def _chunks_ended(self) -> bool:
        """Steps over the chunks that are here. One that cannot be read ends the waiting: the
        server says what is wrong with it."""
        while (line := self.data.find(b"\r\n", self.chunk_at)) >= 0:
            try:
                size = int(self.data[self.chunk_at : line].partition(b";")[0], 16)
            except ValueError:
                return True
            if size <= 0:
                return size < 0 or self.data.find(b"\r\n\r\n", line) >= 0
            if line + 2 + size + 2 > len(self.data):
                return False
            self.chunk_at = line + 2 + size + 2
        return False

"""A memory that keeps what was made of a text by the text's digest, and never the text."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from hashlib import blake2b
from threading import Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Memory(Generic[Made]):
    """Keeps the ``most`` latest things made; safe for threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[bytes, Made] = OrderedDict()
        self._lock = Lock()

    def get(self, texts: Sequence[str], make: Callable[[], Made]) -> Made:
        """What was made of the texts, made now when it is not remembered."""
        key = blake2b("\0".join(texts).encode("utf-8", "replace"), digest_size=16).digest()
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            self._kept[key] = made
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made

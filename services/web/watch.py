"""The watch: which parts answer, and since when, as this process has seen it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from services.settings import STOCKHOLM

MINUTE = 60.0
Ask = Callable[[], str]


def real_time() -> datetime:
    """The real time: when a part went down never depends on a time that was set for show."""
    return datetime.now(STOCKHOLM)


@dataclass(frozen=True, slots=True)
class Seen:
    """A part's state (`ready`, `loading` or `down`), and when it was first seen to be so."""

    part: str
    state: str
    since: datetime


@dataclass
class Watch:
    """Asks each part how it is. What was before `began` it does not know."""

    parts: Mapping[str, Ask]
    clock: Callable[[], datetime] = real_time
    began: datetime = field(init=False)
    _seen: dict[str, Seen] = field(init=False, default_factory=dict)
    _lock: threading.Lock = field(init=False, default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.began = self.clock()

    def look(self) -> tuple[Seen, ...]:
        """How each part is now."""
        return tuple(self._note(part, ask()) for part, ask in self.parts.items())

    def keep_looking(self, stop: threading.Event) -> threading.Thread:
        """Looks every minute, in a thread that ends with the process or with `stop`."""
        thread = threading.Thread(target=self._work, args=(stop,), name="watch", daemon=True)
        thread.start()
        return thread

    def _note(self, part: str, state: str) -> Seen:
        with self._lock:
            seen = self._seen.get(part)
            if seen is None or seen.state != state:
                seen = Seen(part, state, self.clock())
            self._seen[part] = seen
        return seen

    def _work(self, stop: threading.Event) -> None:
        while not stop.wait(MINUTE):
            self.look()

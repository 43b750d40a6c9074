"""The bench's client: so many people at once, each in a conversation of four turns."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from itertools import count
from threading import Lock, Thread
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from services.command.bench_stack import Stack

TURNS = 4


@dataclass(frozen=True)
class Level:
    """Milliseconds and answers a second with one number of clients."""

    p50: float
    p95: float
    rate: float
    errors: int


@dataclass(frozen=True)
class Measured:
    """A stack's figures: seconds to the first and to the whole answer, memory in MB."""

    name: str
    first: float
    whole: float
    memory: float
    levels: dict[int, Level]

    def lines(self) -> list[str]:
        """As they are printed."""
        start = f"första svar {self.first:.1f} s, allt igång {self.whole:.1f} s"
        found = [f"{self.name}: {start}, minne {self.memory:.0f} MB"]
        for clients, level in self.levels.items():
            speed = f"p50 {level.p50:.1f} ms, p95 {level.p95:.1f} ms, {level.rate:.1f} svar/s"
            found.append(f"{self.name}, {clients} samtidiga: {speed}, fel {level.errors}")
        return found


def measure(stack: Stack, clients: int, seconds: float) -> Level:
    """Talks for so many seconds with so many clients, after a second to warm up."""
    times: list[float] = []
    errors: list[int] = []
    lock, begins = Lock(), time.monotonic() + 1.0
    ends = begins + seconds

    def talk(number: int) -> None:
        mine, failed = talk_until(stack, number, begins, ends)
        with lock:
            times.extend(mine)
            errors.append(failed)

    threads = [Thread(target=talk, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cut = statistics.quantiles(times, n=20) if len(times) > 1 else [0.0] * 19
    return Level(statistics.median(times or [0.0]), cut[18], len(times) / seconds, sum(errors))


def talk_until(stack: Stack, number: int, begins: float, ends: float) -> tuple[list[float], int]:
    """The milliseconds of each answer between the two moments, and how many failed."""
    times: list[float] = []
    failed = 0
    with httpx.Client(base_url=stack.address, timeout=30, trust_env=False) as client:
        session: str | None = None
        for turn in count():
            began = time.monotonic()
            if began >= ends:
                return times, failed
            if turn % TURNS == 0:
                session = None
            message = vary(stack.messages[turn % len(stack.messages)], number * 1000 + turn)
            session, ok = stack.say(client, message, session)
            if began >= begins:
                times.append((time.monotonic() - began) * 1000)
                failed += not ok
    return times, failed


def vary(message: str, number: int) -> str:
    """The message with a number of its own: nobody may be answered from memory."""
    return f"{message} {number}"

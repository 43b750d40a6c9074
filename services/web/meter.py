"""The meter: how the service feels, in numbers. Never a word, a session, an address or a place."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)
TRIAGES = ("danger", "urgent", "routine", "none")
PARTS = ("remembered", "engine", "fallback", "kept", "whole")


@dataclass
class Meter:
    """The counters of one application. Every label has a fixed set of values, so that nothing
    that somebody wrote can ever become one."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)

    def __post_init__(self) -> None:
        seconds = ("lots_turn_seconds", "Seconds of a turn by part", ["part"])
        self.seconds = Histogram(*seconds, buckets=BUCKETS, registry=self.registry)
        self.turns = Counter(
            "lots_turns", "Turns by triage of the answer", ["triage"], registry=self.registry
        )
        self.degraded = Counter(
            "lots_turns_degraded", "Turns answered without the engine", registry=self.registry
        )
        self.lost = Counter(
            "lots_turns_not_kept", "Turns that could not be kept", registry=self.registry
        )
        self.up = Gauge("lots_up", "1 where the part answers", ["part"], registry=self.registry)
        self.contacts = Gauge(
            "lots_registry_contacts", "Contacts by freshness", ["state"], registry=self.registry
        )
        for part in PARTS:
            self.seconds.labels(part)
        for triage in TRIAGES:
            self.turns.labels(triage)

    @contextmanager
    def measure(self, part: str) -> Iterator[None]:
        """Counts the seconds of a part of a turn, also of one that fails."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds.labels(part).observe(time.perf_counter() - began)

    def count_turn(self, triage: str | None, degraded: bool) -> None:
        """Counts an answered turn; `triage` is None where there was no answer yet."""
        self.turns.labels(triage if triage in TRIAGES else "none").inc()
        if degraded:
            self.degraded.inc()

    def count_degraded(self) -> tuple[int, int]:
        """How many turns have been answered, and how many of them without the engine."""
        turns = sum(self._value("lots_turns_total", triage=triage) for triage in TRIAGES)
        return int(turns), int(self._value("lots_turns_degraded_total"))

    def _value(self, name: str, **labels: str) -> float:
        return self.registry.get_sample_value(name, labels) or 0.0

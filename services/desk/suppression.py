"""Suppression: groups so small that someone might be known are not shown, nor can be worked out."""

from __future__ import annotations

from collections.abc import Sequence

LEAST = 5


def suppressed(counts: Sequence[int]) -> list[int | None]:
    """The counts, None in place of each from one to four. If only one is hidden, the smallest of
    the others is hidden too: else it is the total minus the rest."""
    shown = [None if 0 < count < LEAST else count for count in counts]
    if shown.count(None) == 1:
        others = [(count, at) for at, count in enumerate(shown) if count]
        if others:
            shown[min(others)[1]] = None
    return shown


def suppressed_total(counts: Sequence[int]) -> int | None:
    """The sum, None where it is itself a small group."""
    total = sum(counts)
    return None if 0 < total < LEAST else total

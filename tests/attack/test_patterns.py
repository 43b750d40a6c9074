"""Our own regular expressions on long hostile text: four times the text, never the square of it
twice over. Catastrophic backtracking would be thousands of times."""

import importlib
import pkgutil
import re
import time

import pytest

import services

SHORT, LONG = 500, 2000
MOST = 30.0
SMALL_SECONDS = 0.002
PIECES = ("a", " ", "1", "-", "a ", "1 ", "1-", "@.", "a@", "://", "é", "\n", "'", "(", "<", "+46 ")


def compiled() -> dict[str, "re.Pattern[str]"]:
    """Every pattern that a module of ours keeps, by its name."""
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(services.__path__, "services."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, one in enumerate(value if isinstance(value, tuple | list) else [value]):
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    found[f"{module.name}.{name}.{number}"] = one
    return found


def seconds(pattern: "re.Pattern[str]", text: str) -> float:
    """The best of three, in the time of this thread only."""
    best = float("inf")
    for _ in range(3):
        began = time.thread_time()
        for _match in pattern.finditer(text):
            pass
        best = min(best, time.thread_time() - began)
    return best


PATTERNS = compiled()


def test_there_are_patterns_to_try() -> None:
    assert len(PATTERNS) > 30


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_a_longer_text_takes_reasonably_longer(name: str) -> None:
    for piece in PIECES:
        for end in ("", "!", "\x00"):
            long = seconds(PATTERNS[name], (piece * LONG)[:LONG] + end)
            if long < SMALL_SECONDS:
                continue
            short = seconds(PATTERNS[name], (piece * SHORT)[:SHORT] + end)
            assert long / max(short, 1e-6) < MOST, f"{piece!r}: {long:.4f} s"

"""Reasons: what uv or pip wrote, turned into one Swedish sentence."""

from __future__ import annotations

import re


class Stop(Exception):
    """What keeps the script from going on, as one sentence for the person who runs it."""


REASONS = (
    (
        r"No space left on device|os error 28\b|Disk quota exceeded|os error 122\b",
        "Disken är full: {what} får inte plats. Frigör utrymme och försök igen.",
    ),
    (
        r"No interpreter found|No download found|python-build-standalone|install Python|"
        r"requested Python version|[Pp]ython downloads are",
        "Python {python} saknas och gick inte att hämta. Installera Python {python},"
        " till exempel med ”uv python install {python}” eller ”pyenv install {python}”.",
    ),
    (
        r"Permission denied|os error 13\b|Read-only file system|os error 30\b",
        "Mappen går inte att skriva i: {what} kan inte installeras.",
    ),
    (
        r"[Ff]ailed to fetch|error sending request|dns error|timed out|ConnectionError|"
        r"No matching distribution|NewConnectionError",
        "Nätet svarade inte: {what} gick inte att hämta. Försök igen om en stund.",
    ),
)


def explain(text: str, what: str, python: str = "") -> str:
    """The first reason that `text` gives for `what` not being installed, else its last line."""
    for pattern, sentence in REASONS:
        if re.search(pattern, text):
            return sentence.format(what=what, python=python)
    last = next((line for line in reversed(text.splitlines()) if line.strip()), "inget svar")
    return f"Det gick inte att installera {what}: {last.strip()}"

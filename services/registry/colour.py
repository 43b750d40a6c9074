"""Colours that can be read: WCAG 2.2's contrast."""

from __future__ import annotations

import re

HEX = re.compile(r"^#?([0-9a-f]{6})$")
WHITE, PAPER = "#ffffff", "#faf8f3"
LEAST = 4.5


class BadColour(ValueError):
    """The colour cannot be used; the message is Swedish and says why."""


def check_colour(text: str) -> str:
    """The colour as "#rrggbb". Raises BadColour for what is no colour, or too pale to be read on
    a light page and under white letters."""
    match = HEX.match(text.strip().lower())
    if not match:
        raise BadColour("Skriv färgen som sex tecken, till exempel #1f5550.")
    colour = f"#{match[1]}"
    reached = min(contrast(colour, WHITE), contrast(colour, PAPER))
    if reached < LEAST:
        said = f"{reached:.1f}".replace(".", ",")
        raise BadColour(
            f"Färgen är för ljus för att läsas: kontrasten är {said} och ska vara minst 4,5. "
            f"Pröva {darkened(colour)}."
        )
    return colour


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two "#rrggbb" colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance, 0 to 1."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def darkened(colour: str) -> str:
    """The same hue, dark enough to be read."""
    while min(contrast(colour, WHITE), contrast(colour, PAPER)) < LEAST:
        colour = scaled(colour, 0.96)
    return colour


def scaled(colour: str, factor: float) -> str:
    """A darker shade: each part times a factor below 1."""
    return "#" + "".join(f"{int(part * factor):02x}" for part in _parts(colour))


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

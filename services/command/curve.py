"""Curves as a picture: SVG with both axes logarithmic, and a name at the end of each curve."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 760, 440
LEFT, RIGHT, TOP, BOTTOM = 70, 240, 50, 60
LINE_HEIGHT = 17.0
INKS = ("#0b5d57", "#a3161f", "#7a4b00", "#2f4b9c", "#5b2a86", "#444444")
DASHES = ("none", "8 4", "2 4", "10 3 2 3", "4 2", "1 3")


@dataclass(frozen=True)
class Curve:
    """A name and its points; both coordinates above zero."""

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Picture:
    """What the picture says in words, and its curves. `text` is for those who do not see it."""

    title: str
    text: str
    x_label: str
    y_label: str
    curves: tuple[Curve, ...]

    def svg(self) -> str:
        """The picture as a file of its own. Colour is never the only difference."""
        xs = [x for curve in self.curves for x, _ in curve.points]
        ys = [y for curve in self.curves for _, y in curve.points]
        scale_x = Scale(min(xs), max(xs), LEFT, WIDTH - RIGHT)
        low, high = decade(min(ys), math.floor), decade(max(ys), math.ceil)
        scale_y = Scale(low, high, HEIGHT - BOTTOM, TOP)
        parts = [*self._frame(), *self._ticks(scale_x, scale_y, sorted(set(xs)))]
        parts += self._lines(scale_x, scale_y)
        return "\n".join([*parts, "</svg>", ""])

    def _frame(self) -> Iterator[str]:
        box = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        font = 'font-family="sans-serif" font-size="13"'
        yield f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img" {font}>'
        yield f"<title>{escape(self.title)}</title><desc>{escape(self.text)}</desc>"
        yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
        yield words(LEFT, 24, self.title, 'font-weight="bold" font-size="15"')
        yield words((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14, self.x_label, 'text-anchor="middle"')
        yield words(LEFT, TOP - 10, self.y_label, 'fill="#444444"')

    def _ticks(self, scale_x: Scale, scale_y: Scale, xs: Sequence[float]) -> Iterator[str]:
        value = scale_y.low
        while value <= scale_y.high * 1.001:
            y = scale_y.at(value)
            yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#dddddd"/>'
            yield words(LEFT - 8, y + 4, number(value), 'text-anchor="end"')
            value *= 10
        for x in map(scale_x.at, xs):
            yield f'<path d="M{x:.1f} {HEIGHT - BOTTOM}v5" stroke="#444444"/>'
        for value in apart(xs, scale_x):
            place = scale_x.at(value)
            yield words(place, HEIGHT - BOTTOM + 20, number(value), 'text-anchor="middle"')

    def _lines(self, scale_x: Scale, scale_y: Scale) -> Iterator[str]:
        ends = [scale_y.at(curve.points[-1][1]) for curve in self.curves]
        labels = spread(ends, LINE_HEIGHT)
        for curve, ink, dash, label in zip(self.curves, INKS, DASHES, labels, strict=False):
            dots = [(scale_x.at(x), scale_y.at(y)) for x, y in curve.points]
            path = "L".join(f"{x:.1f} {y:.1f}" for x, y in dots)
            pen = f'fill="none" stroke="{ink}" stroke-width="2.5" stroke-dasharray="{dash}"'
            yield f'<path d="M{path}" {pen}/>'
            for x, y in dots:
                yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{ink}"/>'
            yield words(WIDTH - RIGHT + 10, label + 4, curve.name, f'fill="{ink}"')


@dataclass(frozen=True)
class Scale:
    """A logarithmic axis from `low` to `high`, drawn from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value lies on the drawing."""
        whole = math.log(self.high / self.low) or 1.0
        return self.start + (self.end - self.start) * math.log(value / self.low) / whole


def decade(value: float, rounded: Callable[[float], int]) -> float:
    """The power of ten below (math.floor) or above (math.ceil) a value."""
    return float(10.0 ** rounded(math.log10(value)))


def spread(places: Sequence[float], least: float) -> list[float]:
    """The places, moved as little as it takes for none to be nearer another than `least`."""
    order = sorted(range(len(places)), key=lambda n: places[n])
    moved = list(places)
    for before, after in pairwise(order):
        moved[after] = max(moved[after], moved[before] + least)
    return moved


def apart(values: Sequence[float], scale: Scale) -> list[float]:
    """Those values whose numbers have room beside the one before."""
    kept: list[float] = []
    for value in values:
        if not kept or scale.at(value) - scale.at(kept[-1]) > 50:
            kept.append(value)
    return kept


def number(value: float) -> str:
    """A number as Swedish writes it: "11 600", "0,01"."""
    if value >= 1:
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.10f}".rstrip("0").replace(".", ",")


def words(x: float, y: float, text: str, more: str = "") -> str:
    """A line of text."""
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{escape(text)}</text>'

"""Paper as a picture, so that its codes can be read as a phone reads them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
import typst
import zxingcpp
from numpy.typing import NDArray

Rows = NDArray[np.uint8]
CHANNELS = {2: 3, 6: 4}


def draw(monkeypatch: pytest.MonkeyPatch, make: Callable[[], Any], ppi: int = 110) -> list[Rows]:
    """The pages that `make` would have printed, in grey."""
    compile_pdf = typst.compile

    def compile_png(path: Any, **how: Any) -> Any:
        how = how | {"format": "png", "ppi": ppi}
        del how["pdf_standards"]
        return compile_pdf(path, **how)

    with monkeypatch.context() as patch:
        patch.setattr(typst, "compile", compile_png)
        made = make()
    pages = made if isinstance(made, list) else [made]
    return [read_png(page) for page in pages]


def codes(page: Rows) -> list[str]:
    """What the QR codes of a page say."""
    return [found.text for found in zxingcpp.read_barcodes(page)]


def read_png(content: bytes) -> Rows:
    """The red of an eight-bit RGB or RGBA picture that is not interlaced: black is black in it."""
    width, height, depth, colour, _, _, interlace = struct.unpack(">IIBBBBB", content[16:29])
    assert (depth, interlace) == (8, 0)
    many = CHANNELS[colour]
    data = zlib.decompress(b"".join(part for kind, part in _chunks(content) if kind == b"IDAT"))
    raw = np.frombuffer(data, np.uint8).reshape(height, 1 + many * width)
    rows, above = np.zeros((height, many * width), np.uint8), np.zeros(many * width, np.uint8)
    for number in range(height):
        above = _unfiltered(int(raw[number, 0]), raw[number, 1:], above, many)
        rows[number] = above
    return np.ascontiguousarray(rows.reshape(height, width, many)[:, :, 0])


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(content):
        (size,) = struct.unpack(">I", content[at : at + 4])
        yield content[at + 4 : at + 8], content[at + 8 : at + 8 + size]
        at += 12 + size


def _unfiltered(kind: int, row: Rows, above: Rows, many: int) -> Rows:
    if kind == 0:
        return row.copy()
    if kind == 1:
        return np.cumsum(row.reshape(-1, many), axis=0, dtype=np.uint8).reshape(-1)
    if kind == 2:
        return row + above
    return _one_by_one(kind, row.tolist(), above.tolist(), many)


def _one_by_one(kind: int, row: list[int], above: list[int], many: int) -> Rows:
    for at, value in enumerate(row):
        left = row[at - many] if at >= many else 0
        corner = above[at - many] if at >= many else 0
        guess = (left + above[at]) // 2 if kind == 3 else _paeth(left, above[at], corner)
        row[at] = (value + guess) & 255
    return np.array(row, np.uint8)


def _paeth(left: int, up: int, corner: int) -> int:
    aim = left + up - corner
    return min((left, up, corner), key=lambda one: abs(aim - one))


def is_edge_white(page: Rows, millimetres: float, ppi: int = 110) -> bool:
    """Whether nothing is printed within so many millimetres of the edges."""
    edge = int(millimetres * ppi / 25.4)
    sides = (page[:edge], page[-edge:], page[:, :edge], page[:, -edge:])
    return all(bool((side == 255).all()) for side in sides)

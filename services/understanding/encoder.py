"""Swedish text -> a vector of meaning, by a small transformer run with ONNX Runtime.

The network is multilingual-e5-small, its vocabulary cut to Swedish, tuned on data/nlu and stored
as 8-bit integers in data/encoder (docs/decisions/0003-encoder.md says how and why).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

FOLDER = Path(__file__).resolve().parents[2] / "data" / "encoder"
START, PAD, END = 0, 1, 2
MAX_TOKENS = 128

Vectors = NDArray[np.float32]


def encoder_mark(folder: Path = FOLDER) -> str:
    """A short mark of the encoder's files: another encoder, another mark."""
    digest = hashlib.blake2b(digest_size=16)
    for name in ("encoder.onnx", "tokenizer.json"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


class Encoder:
    """Encodes conversations. Loading takes some tenths of a second and happens at first use."""

    def __init__(self, folder: Path = FOLDER, threads: int = 1) -> None:
        self._folder = folder
        self._threads = threads

    def encode(self, turns: Sequence[str]) -> Vectors:
        """The vector of one conversation, shape (size,), float32. The latest turn comes last;
        where there is too much text, the oldest is left out."""
        return np.asarray(self.encode_many([turns])[0])

    def encode_many(self, conversations: Sequence[Sequence[str]]) -> Vectors:
        """One vector a conversation, shape (n, size), float32."""
        rows = [self._ids(turns) for turns in conversations]
        width = max(len(row) for row in rows)
        ids = np.full((len(rows), width), PAD, dtype=np.int64)
        mask = np.zeros((len(rows), width), dtype=np.int64)
        for index, row in enumerate(rows):
            ids[index, : len(row)] = row
            mask[index, : len(row)] = 1
        return np.asarray(self._session.run(None, {"ids": ids, "mask": mask})[0], np.float32)

    def _ids(self, turns: Sequence[str]) -> list[int]:
        tokens = [START]
        for turn in turns:
            tokens += [*self._tokenizer.encode(turn).ids, END]
        return tokens if len(tokens) <= MAX_TOKENS else [START, *tokens[-(MAX_TOKENS - 1) :]]

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer.from_file(str(self._folder / "tokenizer.json"))

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        path = str(self._folder / "encoder.onnx")
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

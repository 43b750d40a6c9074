"""Remembers the vectors of training messages, so that only new ones are encoded next time."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from services.understanding.encoder import Encoder, Vectors
from services.understanding.example import TURN_MARK
from services.understanding.features import featurise

KEY_BYTES = 16


def featurise_with_cache(
    encoder: Encoder, conversations: Sequence[Sequence[str]], path: Path, mark: str
) -> Vectors:
    """As ``featurise``, but vectors of the same text and the same encoder (``mark``) are taken
    from the file at ``path``, which then holds exactly these conversations."""
    known = _load(path, mark)
    keys = [_key(turns) for turns in conversations]
    missing = [index for index, key in enumerate(keys) if key not in known]
    if missing:
        rows = featurise(encoder, [conversations[index] for index in missing])
        known |= {keys[index]: row for index, row in zip(missing, rows, strict=True)}
    vectors = np.stack([known[key] for key in keys])
    _store(path, mark, keys, vectors)
    return vectors


def _key(turns: Sequence[str]) -> bytes:
    return hashlib.blake2b(TURN_MARK.join(turns).encode(), digest_size=KEY_BYTES).digest()


def _load(path: Path, mark: str) -> dict[bytes, Vectors]:
    """What the file holds, or nothing when it is of another encoder or cannot be read."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            if str(stored["mark"]) != mark:
                return {}
            rows = zip(stored["keys"], stored["vectors"], strict=True)
            return {key.tobytes(): row for key, row in rows}
    except (OSError, ValueError, KeyError):
        return {}


def _store(path: Path, mark: str, keys: Sequence[bytes], vectors: Vectors) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new.npz")
    table = np.frombuffer(b"".join(keys), np.uint8).reshape(-1, KEY_BYTES)
    np.savez(draft, mark=np.array(mark), keys=table, vectors=vectors)
    draft.replace(path)

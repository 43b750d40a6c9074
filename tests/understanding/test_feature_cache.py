"""Vectors are remembered by text and encoder, and nothing else."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from services.understanding.encoder import Vectors
from services.understanding.feature_cache import featurise_with_cache


class CountingEncoder:
    """Gives the length of each conversation as its vector, and counts what it was asked."""

    def __init__(self) -> None:
        self.encoded = 0

    def encode_many(self, conversations: Sequence[Sequence[str]]) -> Vectors:
        self.encoded += len(conversations)
        return np.array([[len(" ".join(turns))] for turns in conversations], np.float32)


def test_only_new_messages_are_encoded(tmp_path: Path) -> None:
    encoder, path = CountingEncoder(), tmp_path / "features.npz"
    featurise_with_cache(encoder, [["a"], ["bb"]], path, "x")  # type: ignore[arg-type]
    found = featurise_with_cache(encoder, [["bb"], ["ccc"]], path, "x")  # type: ignore[arg-type]
    assert encoder.encoded == 3
    assert found[:, 0].tolist() == [2.0, 3.0]


def test_another_encoder_forgets_all(tmp_path: Path) -> None:
    encoder, path = CountingEncoder(), tmp_path / "features.npz"
    featurise_with_cache(encoder, [["a"]], path, "x")  # type: ignore[arg-type]
    featurise_with_cache(encoder, [["a"]], path, "y")  # type: ignore[arg-type]
    assert encoder.encoded == 2


def test_a_spoilt_file_is_no_worse_than_none(tmp_path: Path) -> None:
    path = tmp_path / "features.npz"
    path.write_bytes(b"not an archive")
    found = featurise_with_cache(CountingEncoder(), [["a"]], path, "x")  # type: ignore[arg-type]
    assert found.shape == (1, 1)

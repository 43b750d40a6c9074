"""Cuts the vocabulary of 250 000 pieces in a hundred languages down to what Swedish needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from wordfreq import top_n_list

Pieces = Sequence[tuple[str, float]]

SPECIAL = 4  # <s> <pad> </s> <unk>
UNKNOWN = 3
SWEDISH_WORDS = 200_000
ENGLISH_WORDS = 5_000
BARE = str.maketrans("åäö", "aao")


def make_tokenizer(pieces: Pieces) -> Tokenizer:
    """A tokenizer over these pieces; text is put in small letters first."""
    tokenizer = Tokenizer(models.Unigram(list(pieces), unk_id=UNKNOWN, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Lowercase(),
            normalizers.Replace("\n", " "),
            normalizers.Replace("\t", " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return tokenizer


def choose_pieces(pieces: Pieces, texts: Iterable[str]) -> list[int]:
    """Indices to keep, ascending: pieces that common words or ``texts`` are cut into, and every
    single letter and sign that people here may type."""
    tokenizer = make_tokenizer(pieces)
    used: Counter[int] = Counter()
    words = [*top_n_list("sv", SWEDISH_WORDS), *top_n_list("en", ENGLISH_WORDS)]
    for text in [*words, *(word.translate(BARE) for word in words), *texts]:
        used.update(tokenizer.encode(text).ids)
    kept = set(range(SPECIAL)) | set(used)
    kept |= {index for index, (piece, _) in enumerate(pieces) if _is_sign(piece)}
    return sorted(kept)


def _is_sign(piece: str) -> bool:
    bare = piece.replace("▁", "")
    return len(bare) <= 1 and all(_typed_here(ord(letter)) for letter in bare)


def _typed_here(code: int) -> bool:
    return code < 0x250 or 0x2000 <= code < 0x2100 or code >= 0x1F300

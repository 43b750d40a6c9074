"""Who writes: a child or a grown-up."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from services.understanding.heads import Reading
from services.understanding.shares import likely

CHILD = "writer_is_child"
# Fewer words than this do not tell a child from a grown-up who speaks of mum and dad.
TELLING_WORDS = 12


def find_writer(
    texts: Sequence[str], whole: Reading, concepts: Collection[str], limit: float
) -> str:
    """Who writes. A child sounds like one, and either says so or has said enough to be heard."""
    writer = next(iter(likely(whole, "writer", limit)), "adult")
    words = sum(len(text.split()) for text in texts)
    told = CHILD in concepts or words >= TELLING_WORDS
    return "adult" if writer == "child" and not told else writer

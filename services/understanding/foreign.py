"""A message in another language than Swedish."""

from __future__ import annotations

from collections.abc import Sequence

from services.understanding.language import language_alarm
from services.understanding.situation import Situation
from services.understanding.triage import read_triage
from services.understanding.triage_rule import LEVELS


def read_foreign(texts: Sequence[str], language: str) -> Situation:
    """The situation when the latest of ``texts`` is in ``language``: how urgent it is, no more."""
    # Swedish in a hurry may look foreign: its own alarms, and those before it, are heard too.
    swedish = read_triage(texts, {})
    level = max(language_alarm(texts[-1]) or "routine", swedish.level, key=LEVELS.index)
    return Situation(
        kind="other_language" if level == "routine" else "situation",
        triage=level,
        triage_reason=swedish.reason,
        language=language,
        enough=True,
        turns=len(texts),
    )

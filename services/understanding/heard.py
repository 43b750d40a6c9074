"""What has been heard of a conversation: its turns, what each is for, and how they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from services.understanding.choice import find_choice
from services.understanding.heads import Reading
from services.understanding.mark import Mark
from services.understanding.situation import Turn
from services.understanding.thread import Thread

EXHAUSTED = "carer_exhausted"
# What is asked to choose between lines, not between kinds of support.
DETAILS = ("area", "stage")


@dataclass(frozen=True)
class Heard:
    """``turns`` oldest first, at least one, with a mark each; ``told`` are the texts that tell of
    the matter now. ``last`` reads the latest text by itself, ``whole`` what has been told;
    ``story`` what was told before the reply to "vad behöver du?", where that was asked.
    ``little`` says that nothing is told but whom it is about."""

    turns: Sequence[Turn]
    marks: Sequence[Mark]
    thread: Thread
    told: Sequence[str]
    last: Reading
    whole: Reading
    story: Reading | None
    concepts: frozenset[str]
    little: bool

    @cached_property
    def texts(self) -> list[str]:
        """The text of each turn."""
        return [turn.text for turn in self.turns]

    @property
    def exhausted(self) -> bool:
        """Whether the writer has said that there is no strength left."""
        return EXHAUSTED in self.concepts

    @property
    def asked(self) -> tuple[str, ...]:
        """What has been asked and answered, oldest first."""
        turns = zip(self.turns, self.marks, strict=True)
        return tuple(turn.asked for turn, mark in turns if turn.asked and mark.answers)

    @property
    def tone(self) -> Reading:
        """The reading that tells how urgent it is now."""
        return self.last if self.marks[-1].tells else self.whole

    @property
    def choice(self) -> str | None:
        """The support type of the button that was pressed last, if it was one."""
        return None if self.turns[-1].asked in DETAILS else find_choice(self.turns[-1])

    def chosen(self, thing: str) -> tuple[str, ...]:
        """The area or the stage that was chosen by a button, the latest one; empty without any."""
        chosen = [find_choice(turn) for turn in self.turns if turn.asked == thing]
        return tuple(choice for choice in chosen[-1:] if choice)

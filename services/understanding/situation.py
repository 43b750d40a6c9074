"""What has been understood of a conversation so far."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

# What the person's latest turn is: a situation to answer, or one of the small turns around it.
KINDS = (
    "situation",
    "question",
    "greet",
    "goodbye",
    "thank",
    "affirm",
    "deny",
    "dont_know",
    "ask_if_robot",
    "complain_misunderstood",
    "want_human",
    "something_changed",
    "about_service",
    "outside",
    "abuse",
    "noise",
    "relieved",
    "thank_amid_alarm",
    "other_language",
)


@dataclass(frozen=True)
class Turn:
    """One message from the relative.

    ``asked`` names what the service had asked for just before (one of the contract's ``asks``), or
    None when the message came unasked.
    """

    text: str
    asked: str | None = None


@dataclass(frozen=True)
class Need:
    """One kind of support and how probable it is that it is the right first contact (0 to 1)."""

    support_type: str
    probability: float


@dataclass(frozen=True)
class Situation:
    """The reading of a whole conversation, as floor 3 and the dialogue need it.

    ``needs`` is ordered, likeliest first, and sums to at most 1. ``municipality`` is the code the
    person named, None where none was named. ``enough`` says whether an answer can be given now;
    ``unsure_of`` then names the one thing worth asking. ``exhausted`` says that the writer is worn
    out; ``careful`` that careful words about life itself are due. ``standing`` is the level of an
    earlier alarm that is not over though this turn is about something else. ``asked`` are the
    things that the service has asked for, ``turns`` how many the person has said. Lists are
    ordered by probability.
    """

    kind: str = "situation"
    triage: str = "routine"
    triage_reason: str | None = None
    areas: tuple[str, ...] = ()
    stage: str | None = None
    relation: str | None = None
    writer: str = "adult"
    needs: tuple[Need, ...] = ()
    confidence: float = 0.0
    municipality: str | None = None
    question: str | None = None
    language: str = "sv"
    enough: bool = False
    unsure_of: str | None = None
    exhausted: bool = False
    careful: bool = False
    concepts: tuple[str, ...] = field(default=())
    standing: str | None = None
    asked: tuple[str, ...] = ()
    turns: int = 1

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready form; ``from_dict`` reads it back."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Situation:
        """The situation that ``to_dict`` wrote; lists become tuples again."""
        values = dict(data)
        values["needs"] = tuple(Need(**need) for need in values.get("needs", ()))
        for name in ("areas", "concepts", "asked"):
            values[name] = tuple(values.get(name, ()))
        return cls(**values)

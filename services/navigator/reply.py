"""A reply: what is said, the buttons under it, what it asks for, and the answer it carries."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from services.navigator.answer import Answer


@dataclass(frozen=True)
class Button:
    """A quick reply: ``title`` is shown, ``payload`` is sent back as the next message."""

    title: str
    payload: str


@dataclass(frozen=True)
class Reply:
    """One turn of the service. ``asks`` names what it wants to know, as in the contract."""

    text: str
    buttons: tuple[Button, ...] = ()
    asks: str | None = None
    answer: Answer | None = None

    def bubble(self) -> dict[str, Any]:
        """The entry of the contract's ``replies``."""
        return {"text": self.text, "buttons": [asdict(button) for button in self.buttons]}

    def payload(self) -> dict[str, Any]:
        """The structured part: ``asks`` and ``answer``."""
        return {"asks": self.asks, "answer": self.answer.to_dict() if self.answer else None}

"""The relative: sends a case's messages to /api/chat and answers what is asked from its facts."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

MOST_ANSWERS = 3
MOST_TRIES = 5
DONT_KNOW = "vet inte"


@dataclass(frozen=True)
class Played:
    """How a case went: its messages, the last reply, and the messages before the first answer."""

    case: dict[str, Any]
    reply: dict[str, Any]
    sent: list[str] = field(default_factory=list)
    first_answer_after: int | None = None

    @property
    def answer(self) -> dict[str, Any] | None:
        """The answer that stands after the last message, as the contract shapes it."""
        found: dict[str, Any] | None = self.reply.get("answer")
        return found

    @property
    def text(self) -> str:
        """All that the last reply says."""
        return "\n".join(str(part.get("text") or "") for part in self.reply.get("replies") or [])


class ChatError(Exception):
    """The chat cannot be reached or refuses; the text is Swedish."""


def turns_of(case: dict[str, Any]) -> list[str]:
    """The messages that a case begins with."""
    return list(case["turns"]) if "turns" in case else [case["message"]]


def play(case: dict[str, Any], client: httpx.Client) -> Played:
    """Plays one case in a session of its own; raises ChatError."""
    talk = Talk(client, case.get("municipality"))
    for turn in turns_of(case):
        talk.say(turn)
    facts = case.get("facts") or {}
    for _ in range(MOST_ANSWERS):
        asks = talk.reply.get("asks")
        if talk.reply.get("answer") or not asks:
            break
        talk.say(str(facts.get(asks) or DONT_KNOW))
    return Played(case, talk.reply, talk.sent, talk.first_answer_after)


class Talk:
    """One session with the chat."""

    def __init__(self, client: httpx.Client, municipality: str | None) -> None:
        self.client = client
        self.municipality = municipality
        self.session: str | None = None
        self.reply: dict[str, Any] = {}
        self.sent: list[str] = []
        self.first_answer_after: int | None = None

    def say(self, message: str) -> None:
        """Sends one message and keeps the reply."""
        body = {"message": message, "session": self.session, "municipality": self.municipality}
        self.sent.append(message)
        self.reply = post(self.client, body)
        self.session = self.reply.get("session")
        if self.reply.get("answer") and self.first_answer_after is None:
            self.first_answer_after = len(self.sent)


def post(
    client: httpx.Client, body: dict[str, Any], pause: Callable[[float], None] = time.sleep
) -> dict[str, Any]:
    """The chat's reply to `body`, after the wait that a rate limit asks for; raises ChatError."""
    for _ in range(MOST_TRIES):
        try:
            response = client.post("/api/chat", json=body)
        except httpx.HTTPError as error:
            raise ChatError(f"Chatten på {client.base_url} svarar inte ({error}).") from error
        if response.status_code != 429:
            break
        pause(min(float(response.headers.get("Retry-After") or 5), 60))
    if response.status_code == 429:
        raise ChatError("Chatten tar inte emot fler. Starta den med LOTS_CHAT_RATE_LIMIT=off.")
    if response.status_code != 200:
        raise ChatError(f"Chatten svarade {response.status_code}: {response.text[:200]}")
    reply: dict[str, Any] = response.json()
    return reply

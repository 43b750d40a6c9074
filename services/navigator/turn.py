"""Decides the whole turn: for when the dialogue engine does not answer, and the same outcome."""

from __future__ import annotations

from datetime import datetime

from services.navigator.ask import ask_next
from services.navigator.question_reply import say_question
from services.navigator.reply import Reply
from services.navigator.small_talk import say_small_talk
from services.navigator.support import say_support
from services.registry.lookup import Directory
from services.understanding.situation import Situation


def reply_to(
    situation: Situation,
    municipality: str | None,
    at: datetime,
    directory: Directory,
) -> Reply:
    """The reply to a conversation's latest turn.

    Crisis before all; then a question of fact, small talk, an answer where enough is known, else
    one question, and at most one more.
    """
    if situation.triage != "routine":
        return say_support(situation, municipality, at, directory)
    if situation.kind == "question":
        return say_question(situation, municipality, at, directory)
    if situation.kind != "situation":
        return say_small_talk(situation, municipality, at, directory)
    if situation.enough:
        return say_support(situation, municipality, at, directory)
    return ask_next(situation)

"""What an action needs to know: the situation, the municipality, the moment and the registry."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from rasa_sdk import Tracker

from services.registry.database import open_database
from services.registry.lookup import Directory
from services.settings import read_settings
from services.understanding.situation import Situation


def situation_of(tracker: Tracker) -> Situation:
    """The reading of the latest message, as Rasa's component left it."""
    data: dict[str, Any] | None = tracker.latest_message.get("situation")
    return Situation.from_dict(data) if data else Situation(enough=True)


def municipality_of(tracker: Tracker) -> str | None:
    """The municipality the person named, else the one the page knows."""
    named = situation_of(tracker).municipality
    metadata = tracker.latest_message.get("metadata") or {}
    return named or metadata.get("municipality")


def now() -> datetime:
    """This moment, or the fixed one of LOTS_NOW."""
    return read_settings().clock()


@cache
def directory() -> Directory:
    """The registry's directory, opened once."""
    return Directory(open_database(hurried=True))

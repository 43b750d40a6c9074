"""The engine's memory of conversations: short, bounded, and gone at once when asked."""

import asyncio
from typing import Any

import pytest

pytest.importorskip("rasa", reason="Rasa lives in the dialogue engine's own environment")

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components import tracker_store
from bot.components.tracker_store import ForgetfulTrackerStore


def tracker_of(sender: str, intent: str = "greet") -> DialogueStateTracker:
    event = UserUttered("hej", intent={"name": intent})
    return DialogueStateTracker.from_events(sender, [event])


def keep(store: ForgetfulTrackerStore, *trackers: DialogueStateTracker) -> list[str]:
    async def work() -> Any:
        for one in trackers:
            await store.save(one)
        return await store.keys()

    return list(asyncio.run(work()))


def test_the_oldest_gives_way_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracker_store, "MOST_CONVERSATIONS", 2)
    store = ForgetfulTrackerStore(Domain.empty())
    assert keep(store, *(tracker_of(name) for name in "abc")) == ["b", "c"]


def test_it_forgets_at_once_when_it_is_told_to() -> None:
    store = ForgetfulTrackerStore(Domain.empty())
    assert keep(store, tracker_of("a"), tracker_of("a", "forget_conversation")) == []


def test_it_forgets_after_its_time() -> None:
    store = ForgetfulTrackerStore(Domain.empty(), keep_seconds=0)
    assert keep(store, tracker_of("a"), tracker_of("b")) in (["b"], [])

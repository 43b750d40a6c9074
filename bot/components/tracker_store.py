"""A tracker store that forgets: in memory, for a day, and at once when it is told to."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

DAY_SECONDS = 24 * 3600.0
FORGET_INTENT = "forget_conversation"
MOST_CONVERSATIONS = 2_000
"""Some 35 kB each. Whoever falls out goes on as before: the door sends the earlier turns along."""


class ForgetfulTrackerStore(TrackerStore, SerializedTrackerAsText):
    """Keeps each conversation for ``keep_seconds`` after its last message.

    The thread of a dialogue is short-lived; what a person said is kept, masked and erasable, by
    services/conversation alone, which sends the earlier turns along with each message.
    """

    def __init__(
        self,
        domain: Domain,
        event_broker: EventBroker | None = None,
        keep_seconds: float = DAY_SECONDS,
        **kwargs: Any,
    ) -> None:
        self._kept: OrderedDict[str, tuple[float, DialogueStateTracker]] = OrderedDict()
        self._keep_seconds = float(keep_seconds)
        super().__init__(domain, event_broker, **kwargs)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the tracker, or drop it when its last message asked to be forgotten."""
        await self.stream_events(tracker)
        latest = tracker.latest_message
        if latest and latest.intent.get("name") == FORGET_INTENT:
            self._kept.pop(tracker.sender_id, None)
            return
        self._kept[tracker.sender_id] = (time.monotonic(), tracker)
        self._kept.move_to_end(tracker.sender_id)
        self._forget_old()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """A copy of the tracker, or None."""
        kept = self._kept.get(sender_id)
        return kept[1].copy() if kept else None

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """The same: a session here is never split."""
        return await self.retrieve(conversation_id)

    async def keys(self) -> Iterable[str]:
        """The conversations that are kept."""
        return list(self._kept)

    def _forget_old(self) -> None:
        oldest = time.monotonic() - self._keep_seconds
        while self._kept:
            sender, (saved, _) = next(iter(self._kept.items()))
            if saved > oldest and len(self._kept) <= MOST_CONVERSATIONS:
                return
            del self._kept[sender]

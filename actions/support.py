"""The answer to a situation."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.context import directory, municipality_of, now, situation_of
from actions.utterance import utter
from services.navigator.support import say_support


class ActionFindSupport(Action):
    """Says whom to call."""

    def name(self) -> str:
        return "action_find_support"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        situation = situation_of(tracker)
        utter(dispatcher, say_support(situation, municipality_of(tracker), now(), directory()))
        return []

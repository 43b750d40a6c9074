"""What is said around the matter."""

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.context import directory, municipality_of, now, situation_of
from actions.utterance import utter
from services.navigator.small_talk import say_small_talk


class ActionSaySmallTalk(Action):
    """Meets greetings, thanks, doubts and what lies outside."""

    def name(self) -> str:
        return "action_say_small_talk"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        situation = situation_of(tracker)
        utter(dispatcher, say_small_talk(situation, municipality_of(tracker), now(), directory()))
        return []


class ActionStartOver(Action):
    """Something has changed: asks what."""

    def name(self) -> str:
        return "action_start_over"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        situation = replace(situation_of(tracker), kind="something_changed")
        utter(dispatcher, say_small_talk(situation, municipality_of(tracker), now(), directory()))
        return []

"""The one or two questions before an answer."""

from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.context import situation_of
from actions.utterance import utter
from services.navigator.ask import ask_next


class ValidateSituationForm(FormValidationAction):
    """Ends the questions as soon as enough is known; every answer is taken as it stands."""

    def name(self) -> str:
        return "validate_situation_form"

    async def required_slots(
        self,
        domain_slots: list[str],
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[str]:
        return [] if situation_of(tracker).enough else domain_slots


class ActionAskNeed(Action):
    """Asks what would help."""

    def name(self) -> str:
        return "action_ask_need"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        utter(dispatcher, ask_next(situation_of(tracker)))
        return []


class ActionAskDetail(Action):
    """Asks what it is about, or how far it has come."""

    def name(self) -> str:
        return "action_ask_detail"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        utter(dispatcher, ask_next(situation_of(tracker)))
        return []

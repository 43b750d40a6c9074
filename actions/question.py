"""The answer to a question of fact."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.context import directory, municipality_of, now, situation_of
from actions.utterance import utter
from services.navigator.question_reply import say_question


class ActionAnswerQuestion(Action):
    """Says what is known, and whom to ask for more."""

    def name(self) -> str:
        return "action_answer_question"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        situation = situation_of(tracker)
        utter(dispatcher, say_question(situation, municipality_of(tracker), now(), directory()))
        return []

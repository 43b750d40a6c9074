"""A reply as Rasa's channel carries it: the words, then the structured part."""

from rasa_sdk.executor import CollectingDispatcher

from services.navigator.reply import Reply


def utter(dispatcher: CollectingDispatcher, reply: Reply) -> None:
    """Say the reply; what it asks for and its answer go in the custom payload."""
    bubble = reply.bubble()
    dispatcher.utter_message(text=bubble["text"], buttons=bubble["buttons"])
    dispatcher.utter_message(json_message=reply.payload())

"""The actions, each called as the action server calls it."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import context
from actions.question import ActionAnswerQuestion
from actions.situation_form import ActionAskDetail, ActionAskNeed, ValidateSituationForm
from actions.small_talk import ActionSaySmallTalk, ActionStartOver
from actions.support import ActionFindSupport
from services.registry.database import open_database
from services.registry.migration import upgrade_database
from services.registry.seed import seed_registry
from services.understanding.situation import Need, Situation


@pytest.fixture(scope="module", autouse=True)
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    url = f"sqlite:///{Path(tmp_path_factory.mktemp('actions')) / 'lots.db'}"
    engine = open_database(url)
    upgrade_database(engine)
    seed_registry(engine)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOTS_DATABASE_URL", url)
        patch.setenv("LOTS_NOW", "2026-11-24T10:00")
        context.directory.cache_clear()
        yield
    context.directory.cache_clear()


def tracker(situation: Situation | None, municipality: str | None = "9999") -> Tracker:
    message: dict[str, Any] = {"metadata": {"municipality": municipality}}
    if situation:
        message["situation"] = situation.to_dict()
    return Tracker("s", {}, message, [], False, None, {}, "action_listen")


def run(action: Action, situation: Situation | None, **known: Any) -> tuple[str, dict[str, Any]]:
    """What the action says, and the structured part."""
    dispatcher = CollectingDispatcher()
    asyncio.run(action.run(dispatcher, tracker(situation, **known), {}))
    said, custom = dispatcher.messages
    return str(said["text"]), dict(custom["custom"])


RELIEF = Situation(needs=(Need("avlosning", 0.8),), areas=("demens",), enough=True)


def test_support_says_whom_to_call() -> None:
    text, custom = run(ActionFindSupport(), RELIEF)
    first = custom["answer"]["contacts"][0]
    assert first["support_type"] == "avlosning"
    assert first["phone_display"] in text


def test_a_message_without_a_reading_still_gets_somebody() -> None:
    _, custom = run(ActionFindSupport(), None)
    assert custom["answer"]["contacts"]


def test_the_named_municipality_goes_before_the_pages() -> None:
    named = Situation(needs=RELIEF.needs, municipality="0480", enough=True)
    assert run(ActionFindSupport(), named)[1]["answer"]["municipality"] == "0480"


def test_an_unknown_municipality_is_asked_for() -> None:
    assert run(ActionFindSupport(), RELIEF, municipality=None)[1]["asks"] == "municipality"


def test_a_question_gets_its_answer() -> None:
    text, custom = run(ActionAnswerQuestion(), Situation(kind="question", question=None))
    assert text
    assert custom["answer"]


def test_the_first_question_is_of_the_need_and_the_second_of_something_else() -> None:
    assert run(ActionAskNeed(), Situation())[1]["asks"] == "need"
    assert run(ActionAskDetail(), Situation(asked=("need",)))[1]["asks"] == "area"
    known = Situation(asked=("need",), areas=("demens",))
    assert run(ActionAskDetail(), known)[1]["asks"] == "stage"


@pytest.mark.parametrize("kind", ["greet", "thank", "goodbye", "outside", "abuse", "relieved"])
def test_small_talk_is_met_without_an_answer(kind: str) -> None:
    text, custom = run(ActionSaySmallTalk(), Situation(kind=kind))
    assert text
    assert custom["answer"] is None


def test_a_change_is_asked_about() -> None:
    assert run(ActionStartOver(), Situation())[1]["asks"] == "need"


@pytest.mark.parametrize(("enough", "wanted"), [(True, []), (False, ["need", "detail"])])
def test_the_form_ends_when_enough_is_known(enough: bool, wanted: list[str]) -> None:
    form = ValidateSituationForm()
    slots = form.required_slots(
        ["need", "detail"], CollectingDispatcher(), tracker(Situation(enough=enough)), {}
    )
    assert asyncio.run(slots) == wanted

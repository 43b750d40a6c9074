"""The questions: at most two, each with buttons, free text and "vet inte"."""

from __future__ import annotations

from collections.abc import Sequence

from services.navigator.reply import Button, Reply
from services.navigator.wording import find, has, say
from services.understanding.care import count_signs
from services.understanding.situation import Situation
from services.vocabulary import list_areas, list_stages, parent_or_self

MENU = (
    "anhorigkonsulent",
    "avlosning",
    "bistandshandlaggare",
    "enskilt_samtal",
    "sip",
    "efterlevandestod",
)
# What is usually new when something has changed.
CHANGE_MENU = (
    "bistandshandlaggare",
    "kurator",
    "sarskilt_boende",
    "efterlevandestod",
    "anhorigkonsulent",
)
CHILD_MENU = ("bris", "barn_anhorig", "elevhalsa")
LIKELIEST = 3
# Below this a support type is no better as a button than the menu's own.
WORTH_A_BUTTON = 0.08


def ask_next(situation: Situation) -> Reply:
    """The next question: what would help, and after that what it is about."""
    return ask_detail(situation) if "need" in situation.asked else ask_need(situation)


def ask_need(situation: Situation) -> Reply:
    """What would help? The likeliest two or three as buttons, or a menu when nothing is known."""
    likely = _likely(situation) if count_signs(situation.concepts) else []
    menu = CHILD_MENU if situation.writer == "child" else MENU
    # One button alone would not be a choice.
    shown = list(dict.fromkeys([*likely, *menu]))[:LIKELIEST] if len(likely) == 1 else likely
    return Reply(_need_text(situation, likely), list_buttons(shown or menu), asks="need")


def list_buttons(kinds: Sequence[str]) -> tuple[Button, ...]:
    """A button for each support type, in the relative's words, and one for "vet inte"."""
    return (*(_support_button(kind) for kind in kinds), _dont_know())


def _need_text(situation: Situation, likely: Sequence[str]) -> str:
    """The question. Numbers are named only to someone who writes of a person or an illness."""
    if situation.writer == "child":
        return say("ask.need_child")
    if likely:
        return say("ask.need")
    pointed = count_signs(situation.concepts) > 0
    return " ".join([say("ask.need_open"), *([say("ask.always_right")] if pointed else [])])


def ask_detail(situation: Situation) -> Reply:
    """The second question: what it is about, or how far it has come."""
    thing = "stage" if situation.areas else "area"
    terms = list_stages() if situation.areas else list_areas()
    buttons = tuple(Button(term.label, term.label) for term in terms)
    return Reply(say(f"ask.{thing}"), (*buttons, _dont_know()), asks=thing)


def _likely(situation: Situation) -> list[str]:
    likely = [
        _with_button(need.support_type)
        for need in situation.needs
        if need.probability >= WORTH_A_BUTTON
    ]
    return list(dict.fromkeys(kind for kind in likely if kind))[:LIKELIEST]


def _with_button(kind: str) -> str | None:
    """The type itself where it has words for a button, else its parent, else none."""
    names = (kind, parent_or_self(kind))
    return next((name for name in names if has(f"buttons.{name}")), None)


def _support_button(kind: str) -> Button:
    words = find(f"buttons.{kind}")
    return Button(words["title"], words["say"])


def _dont_know() -> Button:
    return Button(say("ask.dont_know_title"), say("ask.dont_know"))

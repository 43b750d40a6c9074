"""The questions: at most two, each with buttons, free text and "vet inte"."""

from __future__ import annotations

from services.navigator.reply import Button, Reply
from services.navigator.wording import find, has, say
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
CHILD_MENU = ("bris", "barn_anhorig", "elevhalsa")
LIKELIEST = 3
# Below this a support type is no better as a button than the menu's own.
WORTH_A_BUTTON = 0.08


def ask_need(situation: Situation) -> Reply:
    """What would help? The likeliest two or three as buttons, or a menu when nothing is known."""
    likely = _likely(situation)
    menu = CHILD_MENU if situation.writer == "child" else MENU
    if situation.writer == "child":
        text = say("ask.need_child")
    else:
        text = say("ask.need") if likely else f"{say('ask.need_open')} {say('ask.always_right')}"
    buttons = [_support_button(kind) for kind in likely or menu]
    return Reply(text, (*buttons, _dont_know()), asks="need")


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

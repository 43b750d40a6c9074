"""Says what belongs around the matter: greetings, thanks, doubts, and what lies outside."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from services.navigator.ask import CHANGE_MENU, ask_need, list_buttons
from services.navigator.guide import guide
from services.navigator.reply import Reply
from services.navigator.support import first_contact
from services.navigator.wording import has, say
from services.registry.lookup import Directory
from services.understanding.situation import Need, Situation

# What people turn to when an alarm is over.
AFTER_ALARM = ("enskilt_samtal", "kurator")
# These people want a human: the person who listens, whatever else was said.
WITH_CONTACT = ("complain_misunderstood", "want_human", "dont_know")


def say_small_talk(
    situation: Situation, municipality: str | None, at: datetime, directory: Directory
) -> Reply:
    """The reply to a turn that tells of no situation. What lies outside gets no number at all."""
    kind = situation.kind
    if kind == "other_language":
        return _other_language(situation, municipality, at, directory)
    text = say(f"small_talk.{_key(situation)}")
    if kind in WITH_CONTACT:
        answer = guide(_for_a_human(situation), municipality, at, directory)
        lines = [text, *first_contact(situation, answer)]
        if kind != "complain_misunderstood":
            return Reply("\n".join(lines), answer=answer)
        return Reply("\n".join(lines), ask_need(situation).buttons, asks="need", answer=answer)
    if kind in ("greet", "noise"):
        menu = replace(ask_need(replace(situation, needs=())), text=text)
        # Keys pressed by chance are no question to go on from.
        return replace(menu, asks=None) if kind == "noise" else menu
    if kind == "something_changed":
        return Reply(text, list_buttons(CHANGE_MENU), asks="need")
    return Reply(text, list_buttons(AFTER_ALARM)[:-1] if kind == "relieved" else ())


def _key(situation: Situation) -> str:
    """The text's name: whoever greets again already knows what this is."""
    return "greet_again" if situation.kind == "greet" and situation.turns > 1 else situation.kind


def _for_a_human(situation: Situation) -> Situation:
    kind = "bris" if situation.writer == "child" else "anhorigkonsulent"
    others = tuple(need for need in situation.needs if need.support_type != kind)
    return replace(situation, kind="situation", needs=(Need(kind, 1.0), *others[:2]))


def _other_language(
    situation: Situation, municipality: str | None, at: datetime, directory: Directory
) -> Reply:
    key = f"languages.{situation.language}.text"
    text = say(key) if has(key) else say("small_talk.other_language")
    asked = replace(situation, needs=(Need("tolk", 0.6), Need("anhorigkonsulent", 0.4)))
    return Reply(text, answer=guide(asked, municipality, at, directory))

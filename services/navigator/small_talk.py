"""Says what belongs around the matter: greetings, thanks, doubts, and what lies outside."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from services.navigator.ask import ask_need
from services.navigator.guide import guide
from services.navigator.reply import Reply
from services.navigator.support import first_contact
from services.navigator.wording import has, say
from services.registry.lookup import Directory
from services.understanding.situation import Need, Situation

# These people want a human: the person who listens, whatever else was said.
WITH_CONTACT = ("complain_misunderstood", "want_human", "dont_know")


def say_small_talk(
    situation: Situation, municipality: str | None, at: datetime, directory: Directory
) -> Reply:
    """The reply to a turn that tells of no situation. What lies outside gets no number at all."""
    kind = situation.kind
    if kind == "other_language":
        return _other_language(situation, municipality, at, directory)
    text = say(f"small_talk.{kind}")
    if kind in WITH_CONTACT:
        answer = guide(_for_a_human(situation), municipality, at, directory)
        lines = [text, *first_contact(answer)]
        buttons = ask_need(situation).buttons if kind == "complain_misunderstood" else ()
        return Reply("\n".join(lines), buttons, answer=answer)
    if kind in ("greet", "something_changed", "noise"):
        menu = replace(ask_need(replace(situation, needs=())), text=text)
        # Keys pressed by chance are no question to go on from.
        return replace(menu, asks=None) if kind == "noise" else menu
    return Reply(text)


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

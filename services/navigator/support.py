"""Says the answer: whom to call, whether it is open, and who can be reached now."""

from __future__ import annotations

from datetime import datetime

from services.navigator.answer import Answer, AnswerContact
from services.navigator.guide import answering_now, guide
from services.navigator.reply import Reply
from services.navigator.wording import has, say
from services.registry.lookup import Directory
from services.understanding.situation import Situation
from services.vocabulary import support_type


def say_support(
    situation: Situation, municipality: str | None, at: datetime, directory: Directory
) -> Reply:
    """The answer to a situation; where the municipality is not known, also a question for it."""
    return tell(situation, guide(situation, municipality, at, directory))


def tell(situation: Situation, answer: Answer) -> Reply:
    """An answer put into words: crisis first and short, else one sentence for the person, then
    the first contact."""
    if situation.triage != "routine":
        lines = [_crisis(situation, answer.contacts[0]), say("crisis.chat_stays")]
        return Reply("\n".join(lines), answer=answer)
    lines = [acknowledge(situation), *first_contact(situation, answer)]
    if situation.careful:
        lines.append(say("small_talk.careful"))
    lines.extend(remind(situation))
    return ask_place(situation, answer, lines)


def ask_place(situation: Situation, answer: Answer, lines: list[str]) -> Reply:
    """The lines with the answer; where the municipality is not known, and has not been asked for,
    also the question for it."""
    if answer.municipality is None and "municipality" not in situation.asked:
        child = "child_" if situation.writer == "child" else ""
        text = "\n".join([*lines, say(f"answer.{child}municipality_please")])
        return Reply(text, asks="municipality", answer=answer)
    return Reply("\n".join(lines), answer=answer)


def remind(situation: Situation) -> list[str]:
    """A line for whoever asks of something else while an urgent matter stands."""
    return [say("crisis.standing")] if situation.standing else []


def first_contact(situation: Situation, answer: Answer) -> list[str]:
    """The first contact in words, with its number and hours, and who answers now if it is shut."""
    first = answer.contacts[0]
    lines = [_lead(first)]
    if not first.callable_now:
        kinds = answering_now(first.support_type, situation)
        open_ones = {one.support_type: one for one in answer.contacts[1:] if one.callable_now}
        now = next((open_ones[kind] for kind in kinds if kind in open_ones), None)
        if now is not None and now.phone_display:
            lines.append(_call("answer.reach_now", now))
    return lines


def acknowledge(situation: Situation) -> str:
    """One sentence that sees the person before the case."""
    keys = (
        "child" if situation.writer == "child" else None,
        "exhausted" if situation.exhausted else None,
        "refuses" if "refuses_help" in situation.concepts else None,
        situation.stage if situation.stage in ("efterlevande", "sjukhus", "flytt") else None,
        next(iter(situation.areas), None),
        situation.stage,
        "general",
    )
    key = next(key for key in keys if key and has(f"acknowledge.{key}"))
    seed = "".join(need.support_type for need in situation.needs[:3])
    return say(f"acknowledge.{key}", seed)


def _crisis(situation: Situation, first: AnswerContact) -> str:
    level = situation.triage
    reason = situation.triage_reason or "medical"
    if level == "urgent" and first.via:
        return _crisis_by_way(first)
    if level == "urgent" and not first.phone_display:
        return say("crisis.urgent_no_number", name=first.name)
    key = f"crisis.{level}.{reason}"
    return _call(key if has(key) else f"crisis.{level}.medical", first)


def _crisis_by_way(first: AnswerContact) -> str:
    line = say(f"answer.ways.{first.via}")
    way = f"{line}, {first.phone_display}" if first.phone_display else line
    ask_for = support_type(first.support_type).ask_for
    return say("crisis.urgent_via", way=_once(way, first), ask_for=ask_for)


def _call(key: str, contact: AnswerContact) -> str:
    text = say(key, name=contact.name, number=contact.phone_display or "")
    return _once(text, contact)


def _once(text: str, contact: AnswerContact) -> str:
    """A number that is part of the name ("1177, 1177") said once."""
    number = contact.phone_display
    return text.replace(f"{number}, {number}", number) if number else text


def _lead(contact: AnswerContact) -> str:
    if contact.via:
        return _lead_by_way(contact)
    if not contact.phone_display:
        return say("answer.lead_no_number", name=contact.name)
    number = contact.phone_display
    key = "answer.lead_number_in_name" if number in contact.name else "answer.lead"
    lead = say(key, name=contact.name, number=number)
    return f"{lead} {_hours(contact)}".strip()


def _lead_by_way(contact: AnswerContact) -> str:
    way = say(f"answer.ways.{contact.via}")
    if contact.phone_display:
        lead = say("answer.lead_via", name=contact.name, way=way, number=contact.phone_display)
        return f"{_once(lead, contact)} {_hours(contact)}".strip()
    ask_for = support_type(contact.support_type).ask_for
    return say("answer.lead_via_no_number", name=contact.name, way=way, ask_for=ask_for)


def _hours(contact: AnswerContact) -> str:
    if contact.open_now is None or contact.hours_now is None:
        return ""
    if contact.hours == "dygnet runt":
        return say("answer.always") + "."
    if contact.open_now:
        return say("answer.open_now", hours=contact.hours_now) + "."
    return say("answer.closed_now", hours=_when_it_opens(contact.hours_now)) + "."


def _when_it_opens(hours_now: str) -> str:
    """What comes after "Just nu är det stängt": ", öppnar i morgon kl. 9", " (julafton), öppnar
    …", or nothing."""
    rest = hours_now.removeprefix("stängt").removeprefix(" i dag").strip()
    return f" {rest}" if rest.startswith("(") else f", {rest}" if rest else ""

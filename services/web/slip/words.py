"""A contact as paper says it."""

from __future__ import annotations

from services.navigator.answer import AnswerContact
from services.paper import SlipContact
from services.web.view import swedish_date

WAYS = {
    "kommunens_vaxel": "Numret går till kommunens växel, som hjälper dig vidare.",
    "sjukvard_1177": "Numret går till 1177, som hjälper dig vidare.",
}


def on_paper(contact: AnswerContact) -> SlipContact:
    """The contact in words; one that is old or unchecked is never said to be fresh."""
    return SlipContact(
        name=contact.name,
        number=(contact.phone_display or contact.phone) if contact.phone else None,
        hours=contact.hours or None,
        way=WAYS.get(contact.via or "") if contact.phone else None,
        why=contact.why,
        say=contact.say,
        dated=dated(contact),
        fresh=is_fresh(contact),
        lead=lead(contact),
    )


def lead(contact: AnswerContact) -> str:
    """What stands before `say`: words to say, or what to do where the way goes by another line."""
    return "Gör så här" if contact.via else "Säg så här"


def is_fresh(contact: AnswerContact) -> bool:
    """Whether the contact has been checked, and need not yet be checked again."""
    return bool(contact.verified_on) and not contact.note


def dated(contact: AnswerContact) -> str:
    """When it was checked; a warning where that was long ago, or never."""
    if not contact.verified_on:
        return "Numret är inte kontrollerat." if contact.phone else "Sök numret hos kommunen."
    when = f"Kontrollerat {swedish_date(contact.verified_on)}."
    return f"{when} {contact.note}" if contact.note else when

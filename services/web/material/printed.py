"""What of a municipality may be printed: only what has been checked, since paper stays up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from services.paper import BrochureLine, PaperContact
from services.registry.contact import Contact
from services.registry.hours_text import hours_text
from services.web.view import swedish_date

WAYS_IN = ("anhorigkonsulent", "aldrelots")
SWITCHBOARD = "kommunens_vaxel"
AT_MOST = 3
SURE = "A"
# Numbers that hold everywhere, in the order a brochure has them, and what they are for.
EVERYWHERE = {
    "larm_112": "fara för liv",
    "sjukvard_1177": "råd om sjukdom",
    "sjalvmordslinjen": "tankar på att inte vilja leva",
    "kvinnofridslinjen": "våld och hot",
    "bris": "för barn och unga",
}


def list_ways_in(contacts: Sequence[Contact], at: datetime) -> tuple[PaperContact, ...]:
    """The fresh ways in, the widest first: one where it is for everybody, else those that share
    the areas between them."""
    for kind in WAYS_IN:
        fresh = sorted(_fresh(contacts, kind, at), key=_width)
        if fresh and not fresh[0].areas:
            return (_printed(fresh[0], at),)
        if fresh:
            return tuple(_printed(contact, at) for contact in fresh[:AT_MOST])
    return ()


def find_switchboard(contacts: Sequence[Contact], at: datetime) -> PaperContact | None:
    """The municipality's own switchboard, if its number is fresh."""
    return next((_printed(one, at) for one in _fresh(contacts, SWITCHBOARD, at)), None)


def list_everywhere(contacts: Sequence[Contact], at: datetime) -> tuple[BrochureLine, ...]:
    """The fresh numbers of the whole country, one of each kind."""
    found = (
        (_printed(one, at), what)
        for kind, what in EVERYWHERE.items()
        for one in _fresh(contacts, kind, at)[:1]
    )
    return tuple(BrochureLine(one.whom, one.number, one.hours, what) for one, what in found)


def _fresh(contacts: Sequence[Contact], kind: str, at: datetime) -> list[Contact]:
    return [one for one in contacts if one.support_type == kind and _may_be_printed(one, at)]


def _may_be_printed(contact: Contact, at: datetime) -> bool:
    known = contact.phone is not None and contact.verified_on is not None
    return known and contact.grade == SURE and not contact.stale(at)


def _width(contact: Contact) -> tuple[bool, int, bool]:
    return bool(contact.areas), -len(contact.areas), "aldre" not in contact.areas


def _printed(contact: Contact, at: datetime) -> PaperContact:
    return PaperContact(
        whom=contact.name,
        number=contact.phone_display or contact.phone or "",
        hours=hours_text(contact.hours, at.date()) if contact.hours else None,
        dated=f"Kontrollerat {swedish_date(contact.verified_on)}.",
    )

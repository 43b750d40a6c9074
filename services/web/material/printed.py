"""What of a municipality may be printed: only what has been checked, since paper stays up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.registry.contact import Contact
from services.registry.hours_text import hours_text
from services.web.view import swedish_date

WAYS_IN = ("anhorigkonsulent", "aldrelots")
SWITCHBOARD = "kommunens_vaxel"
SURE = "A"
# Numbers that hold everywhere, in the order a brochure has them.
EVERYWHERE = ("larm_112", "sjukvard_1177", "sjalvmordslinjen", "kvinnofridslinjen", "bris")


@dataclass(frozen=True)
class Printed:
    """A contact that may be printed; all texts are Swedish."""

    name: str
    number: str
    hours: str | None
    dated: str


def find_way_in(contacts: Sequence[Contact], at: datetime) -> Printed | None:
    """The first way in that is fresh, None where there is none."""
    return _first(contacts, WAYS_IN, at)


def find_switchboard(contacts: Sequence[Contact], at: datetime) -> Printed | None:
    """The municipality's own switchboard, if its number is fresh."""
    return _first(contacts, (SWITCHBOARD,), at)


def list_everywhere(contacts: Sequence[Contact], at: datetime) -> list[Printed]:
    """The fresh numbers of the whole country."""
    found = (_first(contacts, (kind,), at) for kind in EVERYWHERE)
    return [one for one in found if one is not None]


def _first(contacts: Sequence[Contact], kinds: Sequence[str], at: datetime) -> Printed | None:
    for kind in kinds:
        for contact in contacts:
            if contact.support_type == kind and _may_be_printed(contact, at):
                return _printed(contact, at)
    return None


def _may_be_printed(contact: Contact, at: datetime) -> bool:
    known = contact.phone is not None and contact.verified_on is not None
    return known and contact.grade == SURE and not contact.stale(at)


def _printed(contact: Contact, at: datetime) -> Printed:
    return Printed(
        name=contact.name,
        number=contact.phone_display or contact.phone or "",
        hours=hours_text(contact.hours, at.date()) if contact.hours else None,
        dated=f"Kontrollerat {swedish_date(contact.verified_on)}.",
    )

"""The lines that hold whatever is down, and who books an interpreter."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from services.navigator.answer import AnswerContact
from services.navigator.resolve import Resolver
from services.registry.contact import Contact
from services.understanding.situation import Situation
from services.web.context import lots

INTERPRETER = "tolk"
SWITCHBOARD = "kommunens_vaxel"


@dataclass(frozen=True)
class Line:
    """A number that is kept at hand: whose it is, as it is dialled (E.164) and as it is shown."""

    name: str
    phone: str
    shown: str


def find_switchboard(code: str | None) -> Line | None:
    """The municipality's switchboard; None where it is not known, or the database is down."""
    found = (one for one in _contacts(code) if one.support_type == SWITCHBOARD and one.phone)
    contact = next(found, None) if code else None
    if contact is None or contact.phone is None:
        return None
    return Line(contact.name, contact.phone, contact.phone_display or contact.phone)


def find_interpreter(code: str | None) -> AnswerContact | None:
    """Whoever books an interpreter in the municipality, or the way there; None without one."""
    contacts = _contacts(code)
    if not code or not contacts:
        return None
    place = lots().directory.municipality_name(code)
    return Resolver(contacts, place, Situation(), lots().clock()).resolve(INTERPRETER)


def _contacts(code: str | None) -> tuple[Contact, ...]:
    try:
        return tuple(lots().directory.list_contacts(code)) if code else ()
    except SQLAlchemyError:
        return ()

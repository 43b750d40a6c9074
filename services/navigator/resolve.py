"""From a support type to someone one can call: the registry's contact, its parent, or the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from services.navigator.answer import AnswerContact
from services.navigator.candidates import URGENT
from services.navigator.need import words_for
from services.registry.contact import Contact
from services.registry.hours_text import hours_text, say_date, status_text
from services.understanding.situation import Situation
from services.vocabulary import SupportType, parent_or_self, support_type

CALM_STAGES = (None, "borjan", "vardag")


class Resolver:
    """Finds, for one municipality at one moment, the contact for each support type."""

    def __init__(
        self, contacts: Sequence[Contact], place: str | None, situation: Situation, at: datetime
    ) -> None:
        self._contacts = contacts
        self._place = place
        self._situation = situation
        self._at = at

    def resolve(self, kind: str) -> AnswerContact:
        """The best registered contact for the type; else the way to it (``via``)."""
        for candidate in self._family(kind):
            found = self._best(candidate)
            if found is not None:
                return self._registered(found)
        return self._by_way(kind)

    def find_open(self, kind: str) -> AnswerContact | None:
        """The best registered contact for exactly this type that answers now, or None. One that
        is there for some areas only is for those who have told of one of them."""

        def answers(one: Contact) -> bool:
            return self._told(one) and one.phone is not None and _is_open(one, self._at)

        found = self._best(kind, answers)
        return self._registered(found) if found is not None else None

    def _family(self, kind: str) -> tuple[str, ...]:
        parents = (parent_or_self(kind), parent_or_self(kind, after_hours=True))
        return tuple(dict.fromkeys((kind, *parents)))

    def _best(
        self, kind: str, wanted: Callable[[Contact], bool] = lambda one: True
    ) -> Contact | None:
        fitting = [one for one in self._contacts if one.support_type == kind and wanted(one)]
        return min((one for one in fitting if self._suits(one)), key=self._rank, default=None)

    def _suits(self, contact: Contact) -> bool:
        if contact.support_type in URGENT:
            return True  # a line for the urgent turns nobody away for what else is the matter
        areas = self._situation.areas
        return not contact.areas or not areas or bool(set(contact.areas) & set(areas))

    def _told(self, contact: Contact) -> bool:
        """Whether the contact is there for everybody, or for an area that has been told of."""
        return not contact.areas or bool(set(contact.areas) & set(self._situation.areas))

    def _rank(self, contact: Contact) -> tuple[bool, bool, bool, bool, bool, bool]:
        first_area = self._situation.areas[:1]
        return (
            not self._told(contact),
            contact.stale(self._at),
            contact.grade != "A",
            not set(contact.areas) & set(first_area),
            contact.phone is None,
            not _is_open(contact, self._at),
        )

    def _registered(self, contact: Contact) -> AnswerContact:
        kind = support_type(contact.support_type)
        why, say = self._words(kind)
        return AnswerContact(
            support_type=kind.id,
            level=contact.level,
            name=contact.name,
            phone=contact.phone,
            phone_display=contact.phone_display,
            url=contact.url,
            hours=hours_text(contact.hours, self._at.date()) if contact.hours else None,
            open_now=contact.hours.status(self._at).open_now if contact.hours else None,
            why=contact.why or why,
            say=contact.say or say,
            verified_on=contact.verified_on.isoformat() if contact.verified_on else None,
            source=contact.source,
            id=str(contact.id),
            hours_now=status_text(contact.hours, self._at) if contact.hours else None,
            email=contact.email,
            place=contact.place,
            note=_note(contact, self._at),
            fictional=contact.fictional,
        )

    def _by_way(self, kind_id: str) -> AnswerContact:
        kind = support_type(kind_id)
        way = self._best(kind.via) if kind.via else None
        why, say = self._words(kind)
        name = kind.name if self._place is None else f"{kind.name} i {self._place}"
        return AnswerContact(
            support_type=kind.id,
            level=kind.level[0],
            name=name if kind.level[0] == "municipality" else kind.name,
            phone=way.phone if way else None,
            phone_display=way.phone_display if way else None,
            url=way.url if way else None,
            hours=hours_text(way.hours) if way and way.hours else None,
            open_now=way.hours.status(self._at).open_now if way and way.hours else None,
            why=why,
            say=f"{_ask_for(kind)} {say}",
            verified_on=way.verified_on.isoformat() if way and way.verified_on else None,
            source=way.source if way else None,
            via=kind.via,
            hours_now=status_text(way.hours, self._at) if way and way.hours else None,
        )

    def _words(self, kind: SupportType) -> tuple[str, str]:
        area, stage = next(iter(self._situation.areas), None), self._situation.stage
        if self._situation.exhausted and stage in CALM_STAGES:
            stage = "tyngre"  # "it goes well at home" is nothing to say for who can take no more
        if self._situation.writer == "child":
            area, stage = "child", None  # words written to a child, not to an adult near one
        words = words_for(kind.id, area, stage)
        return words.why or kind.why, words.say or kind.say


def _ask_for(kind: SupportType) -> str:
    if kind.via == "sjukvard_1177":
        return f"Ring 1177 och fråga hur du når {kind.ask_for}."
    return f"Ring kommunens växel och fråga efter {kind.ask_for}."


def _is_open(contact: Contact, at: datetime) -> bool:
    return contact.hours is not None and contact.hours.status(at).open_now


def _note(contact: Contact, at: datetime) -> str | None:
    if contact.verified_on is None:
        return None
    if contact.stale(at):
        month = say_date(contact.verified_on, year=True).split(" ", 1)[1]
        return f"Uppgiften är från {month}. Kontrollera den gärna."
    if contact.grade != "A":
        return "Uppgiften kommer från en äldre källa. Kontrollera den gärna."
    return None

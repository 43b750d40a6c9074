"""The contacts beside a checklist: those of the needs that a visit meets, and those in a hurry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from services.navigator.answer import AnswerContact
from services.navigator.checklist import read_file
from services.navigator.need import Need, list_needs
from services.navigator.resolve import Resolver
from services.registry.lookup import Directory
from services.understanding.situation import Situation

CHILD = "barn_som_anhorig"


@dataclass(frozen=True)
class ChecklistContacts:
    """Contacts for the family, best first, and those for when it is urgent. No contact is in
    both, and neither is ever empty."""

    usual: tuple[AnswerContact, ...]
    urgent: tuple[AnswerContact, ...]


@dataclass(frozen=True)
class ContactRule:
    """Which needs of the support map a visit meets. Empty areas or stages means every one."""

    areas: frozenset[str]
    stages: frozenset[str]
    needs: tuple[str, ...]

    def fits(self, area: str, stage: str) -> bool:
        """Whether the rule speaks of this visit."""
        return (not self.areas or area in self.areas) and (not self.stages or stage in self.stages)


def contacts_for(
    area: str, stage: str, municipality: str | None, at: datetime, directory: Directory
) -> ChecklistContacts:
    """The contacts of a visit. `at` is an aware moment; `municipality` a code or None."""
    registered = (
        directory.list_contacts(municipality) if municipality else directory.list_national()
    )
    place = directory.municipality_name(municipality)
    resolver = Resolver(registered, place, Situation(areas=(area,), stage=stage), at)
    urgent = _unique(resolver, _urgent_types(area))
    usual = _unique(resolver, _usual_types(area, stage))
    shown = {_key(contact) for contact in urgent}
    return ChecklistContacts(tuple(c for c in usual if _key(c) not in shown), tuple(urgent))


def _usual_types(area: str, stage: str) -> Iterator[str]:
    needs = {need.id: need for need in list_needs()}
    rule = next(rule for rule in _rules() if rule.fits(area, stage))
    for name in rule.needs:
        yield from _of_need(needs[name], area, stage)


def _of_need(need: Need, area: str, stage: str) -> tuple[str, ...]:
    most: int = read_contacts()["most"]
    return need.order(area, stage)[:most]


def _urgent_types(area: str) -> tuple[str, ...]:
    return tuple(read_contacts()["urgent"]["child" if area == CHILD else "adult"])


def _unique(resolver: Resolver, kinds: Iterator[str] | tuple[str, ...]) -> list[AnswerContact]:
    found: dict[str, AnswerContact] = {}
    for kind in kinds:
        contact = resolver.resolve(kind)
        found.setdefault(_key(contact), contact)
    return list(found.values())


def _key(contact: AnswerContact) -> str:
    return contact.id or contact.support_type


@cache
def read_contacts() -> dict[str, Any]:
    """The content of data/checklists/contacts.yml."""
    return read_file("contacts")


@cache
def _rules() -> tuple[ContactRule, ...]:
    rows = read_file("contacts")["rules"]
    return tuple(
        ContactRule(
            frozenset(row.get("areas", ())), frozenset(row.get("stages", ())), tuple(row["needs"])
        )
        for row in rows
    )

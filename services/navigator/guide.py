"""The navigator: a situation, a municipality and a moment become one to five contacts."""

from __future__ import annotations

from datetime import datetime

from services.navigator.answer import Answer, AnswerContact
from services.navigator.candidates import list_candidates
from services.navigator.resolve import Resolver
from services.registry.contact import Contact
from services.registry.lookup import Directory
from services.understanding.situation import Situation
from services.vocabulary import support_type

AT_MOST = 5
ALTERNATIVES = 4
# Someone to turn to right now, when the one that fits is closed. In order of fit.
LISTENING = ("nationell_stodlinje", "jourhavande_medmanniska", "sjukvard_1177")
FOR_CARE_OF_THE_REGION = ("sjukvard_1177", "nationell_stodlinje", "jourhavande_medmanniska")
FOR_A_CHILD = ("bris", "sjukvard_1177")


def guide(
    situation: Situation, municipality: str | None, at: datetime, directory: Directory
) -> Answer:
    """Whom to call, best first.

    ``municipality`` is the close one's (a code, or None where it is not known: then only regional
    ways and national lines can be named). ``at`` is an aware moment. Never empty, and at least one
    contact can always be called.
    """
    place = directory.municipality_name(municipality)
    contacts = _contacts(municipality, directory)
    resolver = Resolver(contacts, place, situation, at)
    chosen = [resolver.resolve(kind) for kind in list_candidates(situation)[:ALTERNATIVES]]
    chosen = _unique(chosen)
    chosen.extend(_reachable_now(chosen, resolver, situation))
    return Answer(
        triage=situation.triage,
        area=situation.areas,
        stage=situation.stage,
        municipality=municipality,
        contacts=tuple(chosen[:AT_MOST]),
    )


def _contacts(municipality: str | None, directory: Directory) -> tuple[Contact, ...]:
    if municipality is None:
        return directory.list_national()
    return directory.list_contacts(municipality)


def _unique(contacts: list[AnswerContact]) -> list[AnswerContact]:
    """Two types may lead to one and the same contact: it is shown once."""
    seen: dict[str, AnswerContact] = {}
    for contact in contacts:
        seen.setdefault(contact.id or contact.support_type, contact)
    return list(seen.values())


def answering_now(first: str, situation: Situation) -> tuple[str, ...]:
    """Support types of those who listen at this moment, while ``first`` is closed; best first."""
    if situation.writer == "child":
        return FOR_A_CHILD
    return FOR_CARE_OF_THE_REGION if support_type(first).via == "sjukvard_1177" else LISTENING


def _reachable_now(
    chosen: list[AnswerContact], resolver: Resolver, situation: Situation
) -> list[AnswerContact]:
    """One contact that answers at this moment, unless the first one does or it is among them."""
    if not chosen or chosen[0].callable_now:
        return []
    kinds = answering_now(chosen[0].support_type, situation)
    found = next((one for kind in kinds if (one := resolver.find_open(kind))), None)
    return [found] if found and found.id not in {one.id for one in chosen} else []

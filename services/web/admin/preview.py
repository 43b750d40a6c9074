"""How the chat would answer with the record under edit in the registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from services.navigator.need import list_needs
from services.navigator.support import say_support
from services.registry.contact import Contact, contact_from
from services.registry.listing import listing_body
from services.registry.lookup import Directory
from services.registry.record import Record
from services.understanding.situation import Need, Situation
from services.vocabulary import AREAS, STAGES
from services.web.view import TurnView

TIMES = {"nu": "Just nu", "dag": "Nästa vardag kl. 10", "natt": "I natt kl. 2"}


class DirectoryWith(Directory):
    """The directory with one record in its edited form, in place of what is saved."""

    def __init__(self, saved: Directory, record: Record) -> None:
        self._saved = saved
        self._record = record
        self._contact = contact_from(listing_body(record))

    def list_contacts(self, municipality: str) -> tuple[Contact, ...]:
        """As the saved directory's."""
        return self._with(self._saved.list_contacts(municipality))

    def list_national(self) -> tuple[Contact, ...]:
        """As the saved directory's."""
        return self._with(self._saved.list_national())

    def municipality_name(self, code: str | None) -> str | None:
        """As the saved directory's."""
        return self._saved.municipality_name(code)

    def _with(self, contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
        others = tuple(one for one in contacts if one.id != self._record.id)
        return (self._contact, *others) if self._record.status != "retired" else others


@dataclass(frozen=True)
class Case:
    """A situation to try. Empty texts mean that it is not known; `need` is a need of the support
    map, or empty for the record's own support type; `when` is a key of TIMES."""

    area: str = ""
    stage: str = ""
    need: str = ""
    when: str = "nu"
    municipality: str | None = None

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas."""
        return (self.area,) if self.area else ()


def read_case(form: Mapping[str, str], municipalities: list[str]) -> Case:
    """The case that was chosen; what does not exist is taken as not known."""

    def one(name: str, known: object) -> str:
        value = form.get(name, "")
        return value if value in known else ""  # type: ignore[operator]

    return Case(
        area=one("case-area", AREAS),
        stage=one("case-stage", STAGES),
        need=one("case-need", [need.id for need in list_needs()]),
        when=one("case-when", TIMES) or "nu",
        municipality=one("case-municipality", municipalities) or next(iter(municipalities), None),
    )


def answer_with(record: Record, case: Case, now: datetime, directory: Directory) -> TurnView:
    """The chat's answer to the case. The record is canonical and without problems."""
    situation = Situation(
        areas=case.areas,
        stage=case.stage or None,
        needs=(Need(first_type(case, record), 1.0),),
        enough=True,
    )
    moment = moment_of(case.when, now)
    reply = say_support(situation, case.municipality, moment, DirectoryWith(directory, record))
    payload = reply.payload()
    return TurnView("", [reply.bubble()], payload["asks"], payload["answer"], False)


def first_type(case: Case, record: Record) -> str:
    """The support type that the case is about."""
    need = next((need for need in list_needs() if need.id == case.need), None)
    if need is None:
        return record.support_type
    return need.order(case.area or None, case.stage or None)[0]


def moment_of(when: str, now: datetime) -> datetime:
    """The moment that a key of TIMES means."""
    if when == "nu":
        return now
    day = now + timedelta(days=1)
    while when == "dag" and day.weekday() > 4:
        day += timedelta(days=1)
    return datetime.combine(day.date(), time(10 if when == "dag" else 2), now.tzinfo)

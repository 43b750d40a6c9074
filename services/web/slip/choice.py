"""Which contacts a slip is about: ids in the address, and nothing about a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.navigator.answer import AnswerContact
from services.navigator.resolve import Resolver
from services.registry.contact import Contact
from services.registry.lookup import Directory
from services.understanding.situation import Situation
from services.vocabulary import has_support_type

AT_MOST = 5
SHORTEST_ID = 8


@dataclass(frozen=True)
class Choice:
    """The municipality's code and the keys of the address: ids, beginnings of ids (at least eight
    characters), or support types where no contact is registered."""

    municipality: str | None
    keys: tuple[str, ...]

    @property
    def short_keys(self) -> str:
        """The keys as a code can hold them in few dots."""
        return ",".join(key if has_support_type(key) else key[:SHORTEST_ID] for key in self.keys)


def read_keys(values: Iterable[str]) -> tuple[str, ...]:
    """The keys of `k=a,b&k=c`, each once, no more than a slip holds."""
    keys = (key.strip() for value in values for key in value.split(","))
    return tuple(dict.fromkeys(key for key in keys if key))[:AT_MOST]


def list_chosen(choice: Choice, at: datetime, directory: Directory) -> list[AnswerContact]:
    """The chosen contacts in the order of the keys; those that no longer exist are left out."""
    place = directory.municipality_name(choice.municipality)
    contacts = (
        directory.list_contacts(choice.municipality)
        if choice.municipality
        else directory.list_national()
    )
    found = (_find(key, contacts, place, at) for key in choice.keys)
    return [contact for contact in found if contact is not None]


def _find(
    key: str, contacts: Sequence[Contact], place: str | None, at: datetime
) -> AnswerContact | None:
    if has_support_type(key):
        return Resolver(contacts, place, Situation(), at).resolve(key)
    if len(key) < SHORTEST_ID:
        return None
    one = next((contact for contact in contacts if contact.id.startswith(key)), None)
    return Resolver([one], place, Situation(), at).resolve(one.support_type) if one else None

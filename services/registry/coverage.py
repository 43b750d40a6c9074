"""The coverage table: which support types a municipality has filled, lacks, or has let grow old."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.registry.contact import Contact
from services.registry.lookup import Directory
from services.vocabulary import SupportType, list_support_types

LOCAL_LEVELS = frozenset({"municipality", "region"})


@dataclass(frozen=True, slots=True)
class Coverage:
    """A support type in a municipality: `state` is filled, stale, unreachable (registered, but
    with neither number nor address) or missing; `count` is how many contacts it has."""

    support_type: SupportType
    state: str
    count: int
    stale: int


def list_coverage(directory: Directory, municipality: str, on: date) -> tuple[Coverage, ...]:
    """A row for each support type of municipal or regional level, in the vocabulary's order.
    Only the municipality's and its region's own contacts count, and 1177.
    Raises UnknownMunicipality."""
    contacts = directory.list_contacts(municipality)
    local = [c for c in contacts if c.scope != "national" or c.support_type == "sjukvard_1177"]
    return tuple(
        _coverage(kind, [c for c in local if c.support_type == kind.id], on)
        for kind in list_support_types()
        if LOCAL_LEVELS & set(kind.level)
    )


def count_states(coverage: Iterable[Coverage]) -> dict[str, int]:
    """How many types are in each state."""
    return dict(Counter(row.state for row in coverage))


def _coverage(kind: SupportType, contacts: list[Contact], on: date) -> Coverage:
    stale = sum(contact.stale(on) for contact in contacts)
    return Coverage(kind, _state(contacts, stale), len(contacts), stale)


def _state(contacts: list[Contact], stale: int) -> str:
    if not contacts:
        return "missing"
    if not any(contact.phone or contact.email or contact.url for contact in contacts):
        return "unreachable"
    return "stale" if stale == len(contacts) else "filled"

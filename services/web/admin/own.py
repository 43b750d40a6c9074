"""What is the user's own: their scope's records, and nobody else's."""

from __future__ import annotations

from services.registry.municipality import (
    Municipality,
    find_municipality,
    find_region,
    list_municipalities,
)
from services.registry.record import Record
from services.registry.store import Store
from services.web.admin.access import current_user, own_or_404
from services.web.context import lots
from services.web.problem import Problem

GONE = "Kontakten finns inte här. Den kan höra till en annan kommun eller region."


def store() -> Store:
    """The registry's store, with the service's own clock."""
    return Store(lots().engine, lots().clock)


def own_record(id: str) -> Record:
    """The record, if it lies in the user's scope; raises Problem 404."""
    record = store().find_record(id)
    if record is None:
        raise Problem(404, GONE)
    own_or_404(record.scope)
    return record


def list_own() -> tuple[Record, ...]:
    """All records of the user's scope, whatever their status, by type and name."""
    user = current_user()
    if user.municipality or user.region:
        return store().list_records(municipality=user.municipality, region=user.region)
    return store().list_national()


def own_kind() -> str:
    """The kind of the user's scope: municipality, region or national."""
    return current_user().scope.partition(":")[0]


def is_fictional() -> bool:
    """Whether the user's scope is one for demonstration."""
    user = current_user()
    if user.municipality:
        town = find_municipality(lots().engine, user.municipality)
        return bool(town and town.fictional)
    region = find_region(lots().engine, user.region) if user.region else None
    return bool(region and region.fictional)


def list_own_towns() -> tuple[Municipality, ...]:
    """The municipalities that the user's contacts are shown in: one, or a region's. For the
    whole country none is named."""
    user = current_user()
    if user.municipality:
        town = find_municipality(lots().engine, user.municipality)
        return (town,) if town else ()
    return list_municipalities(lots().engine, user.region) if user.region else ()

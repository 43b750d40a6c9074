"""The open registry: services, places, organizations and terms, a page or one at a time. Only
what is active is open."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, Select, exists, select
from sqlalchemy.orm import Session

from services.registry.hsds.page import Json, PageRequest, page_of
from services.registry.hsds.service import flat_service, organization_of, places_of, service_json
from services.registry.hsds.wanted import Wanted, has_word, words_of
from services.registry.models import (
    LocationRow,
    OrganizationRow,
    ServiceAtLocationRow,
    ServiceRow,
)
from services.registry.reading import read_records
from services.registry.record import Record
from services.registry.writing import scope_names

OPEN = ServiceRow.status == "active"
EVERYTHING = Wanted()


def list_services(
    engine: Engine, request: PageRequest, wanted: Wanted = EVERYTHING, *, shape: str = "flat"
) -> Json:
    """A page of services; `shape` is flat (as HSDS lists them), full (with all that hangs on
    them) or minimal (id and when it was last changed)."""
    query = select(ServiceRow.id).where(OPEN).order_by(ServiceRow.name, ServiceRow.id)
    return page_of(engine, wanted.narrow(query), request, SHAPES[shape])


def find_service(engine: Engine, id: str) -> Json | None:
    """A service fully nested, or None."""
    return _first(engine, select(ServiceRow.id).where(OPEN, ServiceRow.id == id), _full_services)


def list_service_at_locations(
    engine: Engine, request: PageRequest, wanted: Wanted = EVERYTHING
) -> Json:
    """A page of services at their places, each with its service and location."""
    query = _places().order_by(ServiceAtLocationRow.id)
    return page_of(engine, wanted.narrow(query), request, _at_locations)


def find_service_at_location(engine: Engine, id: str) -> Json | None:
    """A service at a place, or None."""
    return _first(engine, _places().where(ServiceAtLocationRow.id == id), _at_locations)


def list_organizations(engine: Engine, request: PageRequest, *, search: str | None = None) -> Json:
    """A page of organizations that run something open."""
    query = _organizations().order_by(OrganizationRow.name, OrganizationRow.id)
    for word in words_of(search):
        query = query.where(has_word(word, (OrganizationRow.name,)))
    return page_of(engine, query, request, _flat_organizations)


def find_organization(engine: Engine, id: str) -> Json | None:
    """An organization with its services, or None."""
    return _first(engine, _organizations().where(OrganizationRow.id == id), _with_services)


def _first(engine: Engine, query: Select[str], make: Any) -> Json | None:
    with Session(engine) as session:
        found: list[Json] = make(session, list(session.scalars(query)))
    return found[0] if found else None


def _places() -> Select[str]:
    return (
        select(ServiceAtLocationRow.id)
        .join(ServiceRow, ServiceAtLocationRow.service_id == ServiceRow.id)
        .join(LocationRow, ServiceAtLocationRow.location_id == LocationRow.id)
        .where(OPEN)
    )


def _organizations() -> Select[str]:
    runs = exists().where(ServiceRow.organization_id == OrganizationRow.id, OPEN)
    return select(OrganizationRow.id).where(runs)


def _full_services(session: Session, ids: Sequence[str]) -> list[Json]:
    names, modified = scope_names(session), _modified(session, ids)
    records = read_records(session, ids)
    return [service_json(r, names[r.scope], modified[r.id]) for r in records]


def _flat_services(session: Session, ids: Sequence[str]) -> list[Json]:
    names, modified = scope_names(session), _modified(session, ids)
    return [
        flat_service(record, modified[record.id])
        | {"organization": organization_of(record, names[record.scope])}
        for record in read_records(session, ids)
    ]


def _at_locations(session: Session, ids: Sequence[str]) -> list[Json]:
    query = select(ServiceAtLocationRow.id, ServiceAtLocationRow.service_id)
    owners = dict(session.execute(query.where(ServiceAtLocationRow.id.in_(ids))).all())
    names = scope_names(session)
    records = {r.id: r for r in read_records(session, list(owners.values()))}
    return [_at_location(records[owners[id]], id, names) for id in ids]


def _at_location(record: Record, id: str, names: dict[str, str]) -> Json:
    place = next(p for p in places_of(record, names[record.scope]) if p["id"] == id)
    organization = organization_of(record, names[record.scope])
    return place | {"service": flat_service(record) | {"organization": organization}}


def _flat_organizations(session: Session, ids: Sequence[str]) -> list[Json]:
    rows = {
        row.id: row
        for row in session.scalars(select(OrganizationRow).where(OrganizationRow.id.in_(ids)))
    }
    return [_organization(rows[id]) for id in ids]


def _organization(row: OrganizationRow) -> Json:
    values = {"id": row.id, "name": row.name, "description": row.description}
    return values | ({"website": row.website} if row.website else {})


def _modified(session: Session, ids: Sequence[str]) -> dict[str, Any]:
    query = select(ServiceRow.id, ServiceRow.last_modified).where(ServiceRow.id.in_(ids))
    return dict(session.execute(query).all())


def _minimal_services(session: Session, ids: Sequence[str]) -> list[Json]:
    modified = _modified(session, ids)
    records = {record.id: record for record in read_records(session, ids)}
    names = ("id", "name", "status", "last_modified")
    flat = (flat_service(records[id], modified[id]) for id in ids)
    return [{name: service[name] for name in names} for service in flat]


def _with_services(session: Session, ids: Sequence[str]) -> list[Json]:
    found = _flat_organizations(session, ids)
    for organization in found:
        query = select(ServiceRow.id).where(OPEN, ServiceRow.organization_id == organization["id"])
        own = list(session.scalars(query.order_by(ServiceRow.name, ServiceRow.id)))
        modified = _modified(session, own)
        records = read_records(session, own)
        organization["services"] = [flat_service(one, modified[one.id]) for one in records]
    return found


SHAPES = {"flat": _flat_services, "full": _full_services, "minimal": _minimal_services}

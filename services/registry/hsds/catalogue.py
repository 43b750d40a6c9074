"""The open registry: services, places, organizations and terms, a page or one at a time. Only
what is active is open."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, Select, exists, or_, select
from sqlalchemy.orm import Session

from services.registry.hsds.page import Json, PageRequest, page_of
from services.registry.hsds.service import flat_service, organization_of, places_of, service_json
from services.registry.models import (
    AttributeRow,
    LocationRow,
    OrganizationRow,
    ServiceAtLocationRow,
    ServiceRow,
)
from services.registry.reading import read_records
from services.registry.record import Record
from services.registry.writing import scope_names

OPEN = ServiceRow.status == "active"


def list_services(
    engine: Engine,
    request: PageRequest,
    *,
    search: str | None = None,
    taxonomy_term_id: str | None = None,
    organization_id: str | None = None,
    municipality: str | None = None,
    full: bool = False,
) -> Json:
    """A page of services: those whose name or description has the words, that carry the term,
    that the organization runs, or that the municipality (SCB code) has of its own."""
    query = select(ServiceRow.id).where(OPEN).order_by(ServiceRow.name, ServiceRow.id)
    for word in (search or "").split():
        pattern = f"%{_escaped(word)}%"
        columns = (ServiceRow.name, ServiceRow.description, ServiceRow.what_happens, ServiceRow.why)
        query = query.where(or_(*(column.ilike(pattern, escape="\\") for column in columns)))
    if taxonomy_term_id:
        carries = AttributeRow.taxonomy_term_id == taxonomy_term_id
        query = query.where(exists().where(AttributeRow.link_id == ServiceRow.id, carries))
    if organization_id:
        query = query.where(ServiceRow.organization_id == organization_id)
    if municipality:
        query = query.where(ServiceRow.municipality_code == municipality)
    make = _full_services if full else _flat_services
    return page_of(engine, query, request, make)


def find_service(engine: Engine, id: str) -> Json | None:
    """A service fully nested, or None."""
    return _first(engine, select(ServiceRow.id).where(OPEN, ServiceRow.id == id), _full_services)


def list_service_at_locations(
    engine: Engine, request: PageRequest, *, taxonomy_term_id: str | None = None
) -> Json:
    """A page of services at their places, each with its service and location."""
    query = _places().order_by(ServiceAtLocationRow.id)
    if taxonomy_term_id:
        carries = AttributeRow.taxonomy_term_id == taxonomy_term_id
        query = query.where(exists().where(AttributeRow.link_id == ServiceRow.id, carries))
    return page_of(engine, query, request, _at_locations)


def find_service_at_location(engine: Engine, id: str) -> Json | None:
    """A service at a place, or None."""
    return _first(engine, _places().where(ServiceAtLocationRow.id == id), _at_locations)


def list_organizations(engine: Engine, request: PageRequest, *, search: str | None = None) -> Json:
    """A page of organizations that run something open."""
    query = _organizations().order_by(OrganizationRow.name, OrganizationRow.id)
    for word in (search or "").split():
        query = query.where(OrganizationRow.name.ilike(f"%{_escaped(word)}%", escape="\\"))
    return page_of(engine, query, request, _flat_organizations)


def find_organization(engine: Engine, id: str) -> Json | None:
    """An organization with its places, or None."""
    return _first(engine, _organizations().where(OrganizationRow.id == id), _flat_organizations)


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


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")

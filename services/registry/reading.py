"""From rows of the HSDS tables back to records."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from services.registry.models import (
    AccessibilityRow,
    AddressRow,
    AttributeRow,
    ContactRow,
    CostOptionRow,
    LanguageRow,
    LocationRow,
    OrganizationRow,
    PhoneRow,
    ScheduleRow,
    ServiceRow,
)
from services.registry.record import Record
from services.registry.rows import ALIKE, organization_id
from services.registry.schedule import group_of, hours_of

CHUNK = 400
Children = dict[str, dict[str, list[Any]]]
CHILD_TABLES: dict[str, Any] = {
    "phone": PhoneRow,
    "contact": ContactRow,
    "schedule": ScheduleRow,
    "language": LanguageRow,
    "location": LocationRow,
    "address": AddressRow,
    "accessibility": AccessibilityRow,
    "attribute": AttributeRow,
    "cost": CostOptionRow,
}


def read_records(session: Session, ids: Sequence[str]) -> list[Record]:
    """The records with these ids, in that order; ids that are not there are left out.
    A fixed number of queries for each 400 ids."""
    found: dict[str, Record] = {}
    for start in range(0, len(ids), CHUNK):
        found |= _read_chunk(session, ids[start : start + CHUNK])
    return [found[id] for id in ids if id in found]


def _read_chunk(session: Session, ids: Sequence[str]) -> dict[str, Record]:
    services = session.execute(
        select(ServiceRow, OrganizationRow.name)
        .join(OrganizationRow, ServiceRow.organization_id == OrganizationRow.id)
        .where(ServiceRow.id.in_(ids))
    ).all()
    children: Children = {name: _grouped(session, name, ids) for name in CHILD_TABLES}
    return {row.id: _record(row, name, children) for row, name in services}


def _grouped(session: Session, name: str, ids: Sequence[str]) -> dict[str, list[Any]]:
    table = CHILD_TABLES[name].__table__
    owner = table.c.link_id if name == "attribute" else table.c.service_id
    query: Select[Any] = select(table, owner.label("owner")).where(owner.in_(ids))
    if "position" in table.c:
        query = query.order_by(table.c.position)
    groups: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in session.execute(query):
        groups[row.owner].append(row)
    return groups


def _record(service: ServiceRow, organization: str, children: Children) -> Record:
    def first(kind: str, name: str) -> Any:
        rows = children[kind].get(service.id)
        return getattr(rows[0], name) if rows else None

    def terms(taxonomy: str) -> tuple[str, ...]:
        rows = children["attribute"].get(service.id, [])
        return tuple(row.value for row in rows if row.link_type == taxonomy)

    schedules = children["schedule"].get(service.id, [])
    alike = {name: getattr(service, name) for name in ALIKE if name != "next_check"}
    record = Record(
        **alike,
        municipality=service.municipality_code,
        region=service.region_code,
        interpretation=service.interpretation_services,
        reach=service.application_process,
        eligibility=service.eligibility_description,
        verified_on=service.assured_date,
        verified_by=service.assured_by,
        phone=first("phone", "number"),
        contact_name=first("contact", "name"),
        contact_title=first("contact", "title"),
        hours=hours_of(schedules, "phone"),
        visiting=hours_of(schedules, "in-person"),
        group_dates=tuple(group_of(row) for row in schedules if row.attending_type == "group"),
        languages=tuple(row.code for row in children["language"].get(service.id, [])),
        areas=terms("area"),
        stages=terms("stage"),
        cost=first("cost", "amount_description"),
        place=first("location", "name"),
        street=first("address", "address_1"),
        postal_code=first("address", "postal_code"),
        city=first("address", "city"),
        accessibility=first("accessibility", "description"),
    )
    return _with_organization(record, service.organization_id, organization)


def _with_organization(record: Record, id: str, name: str) -> Record:
    return record if organization_id(record) == id else replace(record, organization=name)

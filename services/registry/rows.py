"""From a record to rows of the HSDS tables."""

from collections.abc import Iterator
from typing import Any

from services.registry.models import (
    AccessibilityRow,
    AddressRow,
    AttributeRow,
    Base,
    ContactRow,
    CostOptionRow,
    LanguageRow,
    LocationRow,
    PhoneRow,
    ScheduleRow,
    ServiceAreaRow,
    ServiceAtLocationRow,
)
from services.registry.record import Record, id_for
from services.registry.schedule import schedule_values

Values = dict[str, Any]
Rows = dict[type[Base], list[Values]]
CHILDREN: tuple[type[Base], ...] = (
    PhoneRow,
    ContactRow,
    ScheduleRow,
    LanguageRow,
    LocationRow,
    AddressRow,
    AccessibilityRow,
    ServiceAtLocationRow,
    AttributeRow,
    CostOptionRow,
    ServiceAreaRow,
)
ALIKE = (
    *("id", "name", "description", "url", "email", "status", "minimum_age", "maximum_age"),
    *("support_type", "level", "audience", "decision", "what_happens", "why", "say", "source"),
    *("source_date", "grade", "interval_days", "next_check", "fictional", "version"),
)


def organization_id(record: Record) -> str:
    """The id of the organization behind a record: a named one, or the scope's own."""
    return id_for(f"organization:{record.scope}:{record.organization or ''}")


def organization_row(record: Record, name: str) -> Values:
    """The organization behind a record."""
    return {
        "id": organization_id(record),
        "name": record.organization or name,
        "description": record.organization or name,
        "website": record.url if record.organization else None,
        "level": record.level,
        "municipality_code": record.municipality,
        "region_code": record.region,
    }


def service_row(record: Record) -> Values:
    """The centre of the record."""
    return {name: getattr(record, name) for name in ALIKE} | {
        "organization_id": organization_id(record),
        "municipality_code": record.municipality,
        "region_code": record.region,
        "interpretation_services": record.interpretation,
        "application_process": record.reach,
        "eligibility_description": record.eligibility,
        "assured_date": record.verified_on,
        "assured_by": record.verified_by,
    }


def child_rows(record: Record, area_name: str) -> Rows:
    """All rows that hang on the service, by table. Ids are the same each time."""
    rows: Rows = {
        PhoneRow: _one(record, "phone", number=record.phone, type="voice"),
        ContactRow: _one(record, "contact", name=record.contact_name, title=record.contact_title),
        ScheduleRow: list(_schedules(record)),
        LanguageRow: _many(record, "language", "code", record.languages),
        AttributeRow: list(_attributes(record)),
        CostOptionRow: _one(record, "cost_option", amount_description=record.cost),
        ServiceAreaRow: [_area(record, area_name)],
    }
    return rows | _location(record)


def _one(record: Record, kind: str, **values: Any) -> list[Values]:
    if all(value is None for name, value in values.items() if name != "type"):
        return []
    return [{"id": _child_id(record, kind, 0), "service_id": record.id, **values}]


def _many(record: Record, kind: str, name: str, values: tuple[str, ...]) -> list[Values]:
    return [
        {
            "id": _child_id(record, kind, position),
            "service_id": record.id,
            name: value,
            "position": position,
        }
        for position, value in enumerate(values)
    ]


def _schedules(record: Record) -> Iterator[Values]:
    for position, entry in enumerate(schedule_values(record)):
        id = _child_id(record, "schedule", position)
        yield {"id": id, "service_id": record.id, "position": position} | entry


def _attributes(record: Record) -> Iterator[Values]:
    carried = [("support_type", record.support_type)]
    carried += [("area", area) for area in record.areas]
    carried += [("stage", stage) for stage in record.stages]
    for position, (taxonomy, code) in enumerate(carried):
        yield {
            "id": _child_id(record, "attribute", position),
            "link_id": record.id,
            "link_type": taxonomy,
            "taxonomy_term_id": term_id(taxonomy, code),
            "value": code,
            "position": position,
        }


def term_id(taxonomy: str, code: str) -> str:
    """The id of a word of the vocabulary."""
    return id_for(f"term:{taxonomy}:{code}")


def _area(record: Record, name: str) -> Values:
    extent_type, _, extent = record.scope.partition(":")
    return {
        "id": _child_id(record, "service_area", 0),
        "service_id": record.id,
        "name": name,
        "extent": extent or "SE",
        "extent_type": extent_type,
    }


def _location(record: Record) -> Rows:
    where = (record.place, record.street, record.postal_code, record.city, record.accessibility)
    if not any(where):
        return {}
    location_id = _child_id(record, "location", 0)
    both = {"service_id": record.id, "location_id": location_id}
    rows: Rows = {
        LocationRow: [
            {
                "id": location_id,
                "service_id": record.id,
                "location_type": "physical",
                "name": record.place,
            }
        ],
        ServiceAtLocationRow: [{"id": _child_id(record, "service_at_location", 0)} | both],
    }
    if record.street or record.postal_code or record.city:
        rows[AddressRow] = [{"id": _child_id(record, "address", 0)} | both | _address(record)]
    if record.accessibility:
        words = {"description": record.accessibility}
        rows[AccessibilityRow] = [{"id": _child_id(record, "accessibility", 0)} | both | words]
    return rows


def _address(record: Record) -> Values:
    return {
        "address_1": record.street,
        "postal_code": record.postal_code,
        "city": record.city,
    }


def _child_id(record: Record, kind: str, position: int) -> str:
    return id_for(f"{record.id}:{kind}:{position}")

"""A record as a fully nested HSDS service. Fields that HSDS has no room for are attributes of the
taxonomy "field"."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from services.registry.label import LABELS
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
from services.registry.rows import Rows, child_rows, organization_id, term_id
from services.registry.taxonomy import TAXONOMIES, taxonomy_id, term_words

Json = dict[str, Any]
DEFAULTS = {field.name: field.default for field in fields(Record)}
STATUS = {
    "active": "active",
    "draft": "inactive",
    "paused": "temporarily closed",
    "retired": "defunct",
}
OWN_FIELDS = (
    *("level", "municipality", "region", "organization", "audience", "decision"),
    *("what_happens", "why", "say", "source", "source_date", "grade", "verified_by"),
    *("interval_days", "fictional", "version"),
)


def service_json(record: Record, area_name: str, modified: datetime | None = None) -> Json:
    """The service with all that hangs on it. `area_name` is what the place it serves is called;
    nothing is null: what is not known is left out."""
    rows = child_rows(record, area_name)
    service = flat_service(record, modified)
    service["organization"] = organization_of(record, area_name)
    service["phones"] = [_plain(row) for row in rows.get(PhoneRow, [])]
    service["contacts"] = [_plain(row) for row in rows.get(ContactRow, [])]
    service["schedules"] = [_plain(row) for row in rows.get(ScheduleRow, [])]
    service["languages"] = [_language(row) for row in rows.get(LanguageRow, [])]
    service["cost_options"] = [_cost(row) for row in rows.get(CostOptionRow, [])]
    service["service_areas"] = [_plain(row) for row in rows.get(ServiceAreaRow, [])]
    service["service_at_locations"] = _places(rows)
    service["attributes"] = [_term(row) for row in rows.get(AttributeRow, [])] + _own(record)
    return {name: value for name, value in service.items() if value != []}


def flat_service(record: Record, modified: datetime | None = None) -> Json:
    """The service's own fields, as HSDS lists it."""
    values = {
        "id": record.id,
        "organization_id": organization_id(record),
        "name": record.name,
        "description": record.description,
        "url": record.url,
        "email": record.email,
        "status": STATUS[record.status],
        "interpretation_services": record.interpretation,
        "application_process": record.reach,
        "fees_description": record.cost,
        "eligibility_description": record.eligibility,
        "minimum_age": record.minimum_age,
        "maximum_age": record.maximum_age,
        "assured_date": record.verified_on,
        "last_modified": modified,
    }
    return _plain(values)


def organization_of(record: Record, area_name: str) -> Json:
    """The organization behind a service."""
    name = record.organization or area_name
    return {"id": organization_id(record), "name": name, "description": name}


def places_of(record: Record, area_name: str) -> list[Json]:
    """The service's places, each with its location."""
    return _places(child_rows(record, area_name))


def _plain(row: Mapping[str, Any]) -> Json:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in row.items()
        if value is not None and name != "position"
    }


def _language(row: Mapping[str, Any]) -> Json:
    return _plain(row) | {"name": row["code"]}


def _cost(row: Mapping[str, Any]) -> Json:
    return _plain(row) | {"option": row["amount_description"]}


def _places(rows: Rows) -> list[Json]:
    locations = {row["id"]: _location(row, rows) for row in rows.get(LocationRow, [])}
    return [
        _plain(row) | {"location": locations[row["location_id"]]}
        for row in rows.get(ServiceAtLocationRow, [])
    ]


def _location(row: Mapping[str, Any], rows: Rows) -> Json:
    location = _plain({k: v for k, v in row.items() if k != "service_id"})
    for name, table in (("addresses", AddressRow), ("accessibility", AccessibilityRow)):
        found = [_of_place(item, table) for item in rows.get(table, [])]
        if found:
            location[name] = found
    return location


def _of_place(row: Mapping[str, Any], table: type[Base]) -> Json:
    plain = _plain({k: v for k, v in row.items() if k != "service_id"})
    if table is not AddressRow:
        return plain
    empty = {"address_1": "", "city": "", "postal_code": "", "state_province": ""}
    return empty | plain | {"country": "SE", "address_type": "physical"}


def _term(row: Mapping[str, Any]) -> Json:
    name, what = term_words(row["link_type"], row["value"])
    return _attribute(row["id"], row["link_id"], row["link_type"], row["value"]) | {
        "taxonomy_term": term_json(row["link_type"], row["value"], name, what)
    }


def _own(record: Record) -> list[Json]:
    found = []
    for name in OWN_FIELDS:
        value = getattr(record, name)
        if value == DEFAULTS.get(name):
            continue
        id = id_for(f"{record.id}:field:{name}")
        text = value.isoformat() if isinstance(value, date) else str(value)
        term = term_json("field", name, LABELS[name], LABELS[name])
        attribute = _attribute(id, record.id, "field", text)
        found.append(attribute | {"taxonomy_term_id": term["id"], "taxonomy_term": term})
    return found


def _attribute(id: str, link_id: str, kind: str, value: str) -> Json:
    return {
        "id": id,
        "link_id": link_id,
        "link_type": kind,
        "link_entity": "service",
        "taxonomy_term_id": term_id(kind, value),
        "value": value,
    }


def term_json(taxonomy: str, code: str, name: str, description: str) -> Json:
    """A term of one of our taxonomies."""
    return {
        "id": term_id(taxonomy, code),
        "code": code,
        "name": name,
        "description": description,
        "taxonomy": TAXONOMIES[taxonomy][0],
        "taxonomy_id": taxonomy_id(taxonomy),
        "language": "sv",
    }

"""From an HSDS service, as `service_json` makes it, to the fields of a record."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from services.registry.hsds.service import OWN_FIELDS, STATUS
from services.registry.record import DATE_FIELDS, LIST_FIELDS, NUMBER_FIELDS
from services.registry.schedule import group_of, hours_of

Json = dict[str, Any]
STATUS_BACK = {hsds: ours for ours, hsds in STATUS.items()}
SAME_NAME = ("id", "name", "description", "url", "email", "minimum_age", "maximum_age")
RENAMED = {
    "interpretation": "interpretation_services",
    "reach": "application_process",
    "cost": "fees_description",
    "eligibility": "eligibility_description",
    "verified_on": "assured_date",
}


class BadService(ValueError):
    """The JSON is not a service; the message is Swedish."""


def fields_from_service(service: object) -> Json:
    """The fields that the service has, by the record's names. Raises BadService."""
    if not isinstance(service, dict):
        raise BadService("Raden är inte ett objekt.")
    try:
        return _fields(service)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadService("Tjänsten följer inte HSDS 3.0.") from error


def _fields(service: Json) -> Json:
    values = {name: service.get(name) for name in SAME_NAME}
    values |= {ours: service.get(theirs) for ours, theirs in RENAMED.items()}
    values["status"] = STATUS_BACK[service.get("status", "active")]
    values |= _own(service) | _terms(service) | _place(service)
    values["phone"] = _first(service.get("phones"), "number")
    values["contact_name"] = _first(service.get("contacts"), "name")
    values["contact_title"] = _first(service.get("contacts"), "title")
    values["languages"] = tuple(item["code"] for item in service.get("languages", []))
    schedules = [_schedule(item) for item in service.get("schedules", [])]
    values["hours"] = hours_of(schedules, "phone")
    values["visiting"] = hours_of(schedules, "in-person")
    values["group_dates"] = tuple(group_of(s) for s in schedules if s.attending_type == "group")
    return {name: _typed(name, value) for name, value in values.items()}


def _typed(name: str, value: Any) -> Any:
    if value is None or name == "fictional":
        return value
    if name in DATE_FIELDS:
        return date.fromisoformat(value)
    kind = int if name in NUMBER_FIELDS else tuple if name in LIST_FIELDS else str
    if not isinstance(value, kind) or isinstance(value, bool):
        raise TypeError(name)
    return value


def _first(items: Any, name: str) -> Any:
    return items[0].get(name) if items else None


def _terms(service: Json) -> Json:
    found: dict[str, list[str]] = {"support_type": [], "area": [], "stage": []}
    for attribute in service.get("attributes", []):
        if attribute.get("link_type") in found:
            found[attribute["link_type"]].append(attribute["value"])
    kinds = found["support_type"]
    return {
        "support_type": kinds[0] if kinds else None,
        "areas": tuple(found["area"]),
        "stages": tuple(found["stage"]),
    }


def _own(service: Json) -> Json:
    values: Json = {}
    for attribute in service.get("attributes", []):
        name = attribute.get("taxonomy_term", {}).get("code")
        if attribute.get("link_type") == "field" and name in OWN_FIELDS:
            values[name] = _own_value(name, attribute["value"])
    return values


def _own_value(name: str, text: str) -> Any:
    if name in NUMBER_FIELDS:
        return int(text)
    return text == "True" if name == "fictional" else text


def _place(service: Json) -> Json:
    places = service.get("service_at_locations")
    location = places[0].get("location", {}) if places else {}
    address = (location.get("addresses") or [{}])[0]
    return {
        "place": location.get("name"),
        "accessibility": _first(location.get("accessibility"), "description"),
        "street": address.get("address_1") or None,
        "postal_code": address.get("postal_code") or None,
        "city": address.get("city") or None,
    }


def _schedule(item: Json) -> SimpleNamespace:
    names = ("attending_type", "freq", "byday", "opens_at", "closes_at", "notes")
    values = {name: item.get(name) for name in names}
    for name in ("valid_from", "valid_to"):
        values[name] = date.fromisoformat(item[name]) if item.get(name) else None
    return SimpleNamespace(**values)

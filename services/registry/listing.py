"""What a record looks like when it is listed."""

from typing import Any

from services.registry.phone import display_phone
from services.registry.record import Record, plain
from services.vocabulary import list_support_types

HIDDEN = ("municipality", "region", "version", "interval_days", "street", "postal_code", "city")


def listing_row(record: Record) -> dict[str, Any]:
    """The row of a record that can be shown."""
    return {
        "service_id": record.id,
        "scope": record.scope,
        "support_type": record.support_type,
        "position": _position(record),
        "body": listing_body(record),
    }


def listing_body(record: Record) -> dict[str, Any]:
    """The fields of the Contact, as JSON can hold them."""
    body = {name: value for name, value in plain(record).items() if name not in HIDDEN}
    body["scope"] = record.scope
    if record.phone:
        body["phone_display"] = display_phone(record.phone)
    if record.next_check:
        body["next_check"] = record.next_check.isoformat()
    if address := _address(record):
        body["address"] = address
    return body


def _address(record: Record) -> str | None:
    post = " ".join(part for part in (record.postal_code, record.city) if part)
    return ", ".join(part for part in (record.street, post) if part) or None


def _position(record: Record) -> int:
    """Types as the vocabulary orders them, well sourced before less so."""
    order = [kind.id for kind in list_support_types()]
    return order.index(record.support_type) * 2 + (record.grade != "A")

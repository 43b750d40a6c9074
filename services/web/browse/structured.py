"""What search engines may know of the contacts: schema.org."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import url_for

from services.registry.municipality import Municipality
from services.web.browse.entry import Entry
from services.web.view import safe_url


def structured_data(entries: Iterable[Entry], place: Municipality) -> dict[str, Any] | None:
    """GovernmentService with ContactPoint for each contact; none for a fictional municipality,
    whose numbers nobody must find by searching."""
    if place.fictional:
        return None
    local = [one for one in entries if one.contact.level in ("municipality", "region")]
    return {"@context": "https://schema.org", "@graph": [_service(one, place) for one in local]}


def _service(entry: Entry, place: Municipality) -> dict[str, Any]:
    contact = entry.contact
    point = {
        "@type": "ContactPoint",
        "telephone": contact.phone,
        "email": contact.email,
        "url": safe_url(contact.url),
        "availableLanguage": "sv",
    }
    return {
        "@type": "GovernmentService",
        "name": contact.name,
        "url": url_for("browse.contact", code=place.code, contact=contact.id, _external=True),
        "serviceType": entry.kind.name,
        "areaServed": {"@type": "AdministrativeArea", "name": f"{place.name} kommun"},
        "provider": {"@type": "GovernmentOrganization", "name": contact.organization or place.name},
        "contactPoint": {name: value for name, value in point.items() if value},
    }

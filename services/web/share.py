"""An answer as a short text that can be sent on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from flask import request

from services.web.language.catalogue import gettext


def share_text(contacts: Iterable[dict[str, Any]], slip: str | None) -> str:
    """Names and numbers, one a line, and the address of the slip; nothing of what was written."""
    rows = [
        f"{contact['name']}: {contact['phone_display'] or contact['phone']}"
        for contact in contacts
        if contact["phone"]
    ]
    address = [urljoin(request.host_url, slip)] if slip else []
    return "\n".join([gettext("Vem ska jag ringa?"), *rows, *address])

"""`/.well-known/security.txt` (RFC 9116): whom to tell about a hole."""

from __future__ import annotations

from datetime import UTC, timedelta

from flask import Blueprint, Response

from services.web.context import lots

blueprint = Blueprint("disclosure", __name__)
VALID = timedelta(days=180)


@blueprint.get("/.well-known/security.txt")
def show() -> Response:
    """Contact and validity. Without LOTS_SECURITY_CONTACT the page about the service is the way."""
    settings = lots().settings
    expires = (lots().clock() + VALID).astimezone(UTC).replace(hour=0, minute=0, second=0)
    lines = (
        f"Contact: {settings.security_contact or settings.public_url + '/om'}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: sv, en",
        f"Canonical: {settings.public_url}/.well-known/security.txt",
    )
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")

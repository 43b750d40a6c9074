"""The chat's door: what comes in is checked, cleaned and masked before anyone reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Request
from sqlalchemy.exc import SQLAlchemyError

from services.registry.lookup import Directory
from services.understanding.redaction import clean, mask
from services.web.problem import Problem

MOST_BYTES = 16 * 1024
MOST_CHARACTERS = 2000


@dataclass(frozen=True)
class Message:
    """A message that may be answered: clean, masked, and from a municipality that exists."""

    text: str
    session: str | None
    municipality: str | None


def read_message(request: Request, directory: Directory) -> Message:
    """The message of a JSON request; raises Problem 400, 413 or 422."""
    body = read_json(request)
    text = body.get("message")
    if not isinstance(text, str):
        raise Problem(400, "Fältet message ska vara en text.")
    session = text_or_none(body, "session")
    municipality = text_or_none(body, "municipality")
    return Message(read_text(text), session, known_municipality(municipality, directory))


def read_json(request: Request, most_bytes: int = MOST_BYTES) -> dict[str, Any]:
    """The body as a JSON object."""
    request.max_content_length = most_bytes
    data = request.get_data()
    if not request.is_json:
        raise Problem(400, "Skicka innehållet som application/json.")
    try:
        body = request.json_module.loads(data)
    except (ValueError, RecursionError):
        raise Problem(400, "Innehållet är inte JSON.") from None
    if not isinstance(body, dict):
        raise Problem(400, "Innehållet ska vara ett JSON-objekt.")
    return body


def text_or_none(body: dict[str, Any], name: str) -> str | None:
    """A field that is a text, null, or not there."""
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        raise Problem(400, f"Fältet {name} ska vara en text eller null.")
    return value or None


def read_text(text: str) -> str:
    """What may be read and kept of what the person wrote; raises Problem 422."""
    if len(text) > MOST_CHARACTERS:
        raise Problem(422, "Meddelandet är för långt. Skriv högst 2000 tecken åt gången.")
    # A leading slash would be read by the engine as an order and not as something a person said.
    cleaned = mask(clean(text)).lstrip("/ \t\n")
    if not cleaned.strip():
        raise Problem(422, "Skriv några ord om vad som har hänt.")
    return cleaned


def known_municipality(code: str | None, directory: Directory) -> str | None:
    """The code, when there is such a municipality; raises Problem 400. While the database is
    down no municipality is known, and the answer still comes."""
    if code is None:
        return None
    try:
        name = directory.municipality_name(code)
    except SQLAlchemyError:
        return None
    if name is None:
        raise Problem(400, "Kommunkoden finns inte. Den ska ha fyra siffror, till exempel 2180.")
    return code

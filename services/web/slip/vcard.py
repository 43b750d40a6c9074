"""Contacts as a file that a phone's address book reads: vCard 3.0."""

from __future__ import annotations

from collections.abc import Iterable

from services.navigator.answer import AnswerContact
from services.web.slip.words import dated
from services.web.view import safe_url

ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
LONGEST_LINE = 75


def write_vcards(contacts: Iterable[AnswerContact]) -> str:
    """One card a contact that has a number; lines end and fold as RFC 2426 says."""
    lines = [line for contact in contacts if contact.phone for line in _card(contact)]
    return "".join(_fold(line) + "\r\n" for line in lines)


def _card(contact: AnswerContact) -> list[str]:
    name = contact.name.translate(ESCAPES)
    note = f"{contact.hours or ''}\n{contact.say}\n{dated(contact)}".strip().translate(ESCAPES)
    number = "".join(sign for sign in contact.phone or "" if sign in "+0123456789")
    url = safe_url(contact.url)
    return [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"FN:{name}",
        f"N:{name};;;;",
        f"ORG:{name}",
        f"TEL;TYPE=WORK,VOICE:{number}",
        *([f"URL:{url.translate(ESCAPES)}"] if url else []),
        f"NOTE:{note}",
        "END:VCARD",
    ]


def _fold(line: str) -> str:
    parts: list[str] = []
    current = ""
    for sign in line:
        if len((current + sign).encode()) > LONGEST_LINE - bool(parts):
            parts.append(current)
            current = ""
        current += sign
    return "\r\n ".join([*parts, current])

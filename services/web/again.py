"""What somebody wrote in a form that could not be taken: shown with the error, to send anew."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from services.understanding.redaction import clean, mask
from services.web.door import MOST_BYTES

STATUSES = (429, 500, 503)
LABELS = {
    "message": "Du skrev",
    "name": "Namn",
    "phone": "Telefonnummer",
    "times": "När det passar",
    "about": "Vad det gäller",
    "text": "Din fråga",
    "note": "Vad som inte stämmer",
}
FORMS = {
    "chat_page.send": ("message",),
    "callback.send": ("name", "phone", "times", "about"),
    "question.send": ("text",),
    "report.send": ("note",),
}
FREE = ("message", "about", "text", "note")
"""Where people may write a personal number, which no page shows again."""


@dataclass(frozen=True)
class Again:
    """A form to send once more. `written` is what the person may read and change: name, label
    and value; `rest` is what the form itself had: name and value."""

    action: str
    written: list[tuple[str, str, str]]
    rest: list[tuple[str, str]]


def find_again(status: int) -> Again | None:
    """The form of the request that failed with `status`, if it is one that people write in and
    trying again may help."""
    names = FORMS.get(request.endpoint or "", ())
    if status not in STATUSES or request.method != "POST" or not names:
        return None
    sent = read_form()
    written = [(name, LABELS[name], shown(name, sent[name])) for name in names if sent.get(name)]
    rest = [(name, value) for name, value in sent.items() if name not in names]
    return Again(request.path, written, rest) if written else None


def read_form() -> MultiDict[str, str]:
    """The form, or an empty one where it cannot be read."""
    request.max_content_length = MOST_BYTES
    try:
        return request.form
    except HTTPException:
        return MultiDict()


def shown(name: str, value: str) -> str:
    """The value without what must not be shown."""
    return mask(clean(value)) if name in FREE else value

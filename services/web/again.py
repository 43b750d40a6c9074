"""What somebody wrote in a form that could not be taken: shown with the error, to send anew."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from services.understanding.redaction import clean, mask
from services.web.admin.fields import FIELDS
from services.web.door import MOST_BYTES

STATUSES = (429, 500, 503)
CHOSEN = "Det du valde och kryssade i följer med när du skickar."
FILE = "Filen du valde följer inte med. Välj den på nytt när resten är sparat."


@dataclass(frozen=True)
class Line:
    """A field that people write in. `long` ones have room for several lines; in `free` ones the
    public may write a personal number, which no page shows again."""

    name: str
    label: str
    long: bool = False
    free: bool = False


def long(name: str, label: str) -> Line:
    """Where the public writes in its own words."""
    return Line(name, label, long=True, free=True)


PUBLIC = {
    "chat_page.send": (long("message", "Du skrev"),),
    "callback.send": (
        Line("name", "Namn"),
        Line("phone", "Telefonnummer"),
        Line("times", "När det passar"),
        long("about", "Vad det gäller"),
    ),
    "question.send": (long("text", "Din fråga"),),
    "report.send": (long("note", "Vad som inte stämmer"),),
}
CONTACT = tuple(
    Line(field.name, field.label, field.kind in ("text", "rows"))
    for field in FIELDS
    if field.kind not in ("choice", "checks")
)
ADMIN = {
    "admin_edit.add": CONTACT,
    "admin_edit.save": CONTACT,
    "admin_appearance.save": (Line("name", "Namn på sidor och papper"), Line("colour", "Färg")),
    "admin_questions.answer": (
        Line("title", "Frågan som den kan visas", long=True),
        Line("answer", "Svaret", long=True),
    ),
    "admin_users.add": (Line("name", "Namn"), Line("username", "Användarnamn")),
}
"""None of them has a password, a code or a key."""


@dataclass(frozen=True)
class Again:
    """A form to send once more. `written` is what the person may read and change, with its
    value; `rest` is what the form itself had and what was chosen: name and value. `note` says
    what becomes of that, where it is not plain."""

    action: str
    written: list[tuple[Line, str]]
    rest: list[tuple[str, str]]
    note: str


def find_again(status: int) -> Again | None:
    """The form of the request that failed with `status`, if it is one that people write in and
    trying again may help."""
    endpoint = request.endpoint or ""
    lines = PUBLIC.get(endpoint) or ADMIN.get(endpoint, ())
    if status not in STATUSES or request.method != "POST" or not lines:
        return None
    sent = read_form(endpoint)
    written = [(line, shown(line, sent[line.name])) for line in lines if sent.get(line.name)]
    names = {line.name for line in lines}
    rest = [(name, value) for name, value in sent.items(multi=True) if name not in names]
    return Again(request.path, written, rest, note_of(endpoint)) if written else None


def read_form(endpoint: str) -> MultiDict[str, str]:
    """The form, or an empty one where it cannot be read. A contact's texts may be long."""
    if endpoint in PUBLIC:
        request.max_content_length = MOST_BYTES
    try:
        return request.form
    except HTTPException:
        return MultiDict()


def shown(line: Line, value: str) -> str:
    """The value without what must not be shown."""
    return mask(clean(value)) if line.free else value


def note_of(endpoint: str) -> str:
    """What the page cannot show of the form."""
    if any(file.filename for file in request.files.values()):
        return FILE
    return CHOSEN if ADMIN.get(endpoint) is CONTACT else ""

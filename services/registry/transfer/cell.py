"""One cell: a field's value as text, and back. A cell can never be taken for a formula."""

import re
from datetime import date
from typing import Any

from services.registry.label import CHOICES
from services.registry.phone import BadPhone, display_phone, normalise_phone
from services.registry.record import DATE_FIELDS, FLAG_FIELDS, LIST_FIELDS, NUMBER_FIELDS
from services.vocabulary import AREAS, STAGES, list_support_types

FORMULA_LIKE = re.compile(r"^'*[=+\-@\t\r]")
ESCAPED = re.compile(r"^'+[=+\-@\t\r]")
LONGEST_CELL = 20_000
YES, NO = "ja", "nej"


class BadCell(ValueError):
    """The text does not suit the field; the message is a Swedish sentence."""


def cell_text(field: str, value: Any) -> str:
    """The text of a cell. `cell_value` gives the same value back."""
    if value is None or value == ():
        return ""
    return _shielded(_plain_text(field, value))


def cell_value(field: str, text: str) -> Any:
    """A field's value from the text of a cell; None for an empty one. Raises BadCell."""
    if len(text) > LONGEST_CELL:
        raise BadCell(f"Cellen är för stor: {len(text)} tecken.")
    text = (text[1:] if ESCAPED.match(text) else text).strip()
    if field in LIST_FIELDS:
        return _list(field, text)
    if not text:
        return None
    return _value(field, text)


def _plain_text(field: str, value: Any) -> str:
    if field in LIST_FIELDS:
        return ("; " if field == "group_dates" else ", ").join(value)
    if field in FLAG_FIELDS:
        return YES if value else NO
    if field in CHOICES:
        return CHOICES[field].get(value, str(value))
    if field == "phone":
        return _shown_phone(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _shown_phone(value: str) -> str:
    try:
        return display_phone(normalise_phone(value))
    except BadPhone:
        return value


def _shielded(text: str) -> str:
    return f"'{text}" if FORMULA_LIKE.match(text) else text


def _value(field: str, text: str) -> Any:
    if field in DATE_FIELDS:
        return _date(text)
    if field in NUMBER_FIELDS:
        return _number(text)
    if field in FLAG_FIELDS:
        return _flag(text)
    if field in CHOICES:
        return _chosen({swedish: ours for ours, swedish in CHOICES[field].items()}, text)
    if field == "support_type":
        return _chosen({kind.name.lower(): kind.id for kind in list_support_types()}, text)
    return text.upper() if field == "grade" else text


def _list(field: str, text: str) -> tuple[str, ...]:
    separator = r";|\n" if field == "group_dates" else r"[,;\n]"
    parts = [part.strip() for part in re.split(separator, text) if part.strip()]
    if field == "group_dates":
        return tuple(parts)
    names = {
        "areas": {area.name.lower(): area.id for area in AREAS.values()},
        "stages": {stage.name.lower(): stage.id for stage in STAGES.values()},
    }
    return tuple(_chosen(names.get(field, {}), part) for part in parts)


def _chosen(names: dict[str, str], text: str) -> str:
    lowered = {name.lower(): value for name, value in names.items()}
    return lowered.get(text.lower(), text.lower())


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text.split(" ")[0].split("T")[0])
    except ValueError:
        raise BadCell(f"”{text}” är inte ett datum. Skriv till exempel 2026-11-24.") from None


def _number(text: str) -> int:
    if not re.fullmatch(r"\d{1,6}", text):
        raise BadCell(f"”{text}” är inte ett heltal.")
    return int(text)


def _flag(text: str) -> bool:
    known = {YES: True, NO: False, "sant": True, "falskt": False, "true": True, "false": False}
    if text.lower() not in known:
        raise BadCell(f"”{text}” går inte. Skriv ja eller nej.")
    return known[text.lower()]

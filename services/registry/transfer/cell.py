"""One cell: a field's value as text, and back. A cell can never be taken for a formula."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from services.registry.label import CHOICES
from services.registry.phone import BadPhone, display_phone, normalise_phone
from services.registry.record import DATE_FIELDS, FLAG_FIELDS, LIST_FIELDS, NUMBER_FIELDS
from services.vocabulary import list_areas, list_stages, list_support_types

# Programs trim what stands before, and some read the wide signs as the usual ones.
FORMULA_LIKE = re.compile(r"^'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
ESCAPED = re.compile(r"^'+(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
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
    if not text:
        return () if field in LIST_FIELDS else None
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
    if field in CHOICES or field == "support_type":
        return _chosen(field, text)
    return text.upper() if field == "grade" else text


def _list(field: str, text: str) -> tuple[str, ...]:
    separator = r";|\n" if field == "group_dates" else r"[,;\n]"
    parts = [part.strip() for part in re.split(separator, text) if part.strip()]
    if field == "group_dates":
        return tuple(parts)
    return tuple(_chosen(field, part) if _names(field) else part for part in parts)


def _chosen(field: str, text: str) -> str:
    return _names(field).get(text.lower(), text.lower())


@cache
def _names(field: str) -> dict[str, str]:
    """What a field's values are called, in lower case, and the values."""
    if field in CHOICES:
        return {swedish.lower(): ours for ours, swedish in CHOICES[field].items()}
    words: dict[str, Callable[[], tuple[Any, ...]]] = {
        "areas": list_areas,
        "stages": list_stages,
        "support_type": list_support_types,
    }
    return {word.name.lower(): word.id for word in words[field]()} if field in words else {}


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

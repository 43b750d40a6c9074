"""The draft: what stands in the form, as typed, and what it says about the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from services.registry.record import Record
from services.registry.validation import Problem
from services.web.admin.fields import FIELDS, Field, list_options

THEIRS = "theirs"


@dataclass(frozen=True)
class Draft:
    """`values` are the texts as typed, by field; `changes` what they mean; `problems` what
    could not be read. `version` is the one that the typing began from."""

    values: dict[str, list[str]]
    changes: dict[str, Any]
    problems: tuple[Problem, ...]
    version: int | None


def draft_of(record: Record) -> Draft:
    """The form as it is when a record is opened."""
    values = {field.name: _written(field, getattr(record, field.name)) for field in FIELDS}
    return Draft(values, {}, (), record.version)


def read_draft(form: MultiDict[str, str], kind: str, current: Record | None = None) -> Draft:
    """The form that was sent, by someone of a scope of this kind. Fields for which the other's
    version was kept (`keep-<field>`) are not among the changes."""
    values = {field.name: form.getlist(field.name) or [""] for field in FIELDS}
    changes: dict[str, Any] = {}
    problems: list[Problem] = []
    for field in FIELDS:
        if form.get(f"keep-{field.name}") == THEIRS:
            continue
        try:
            changes[field.name] = _read(field, values[field.name])
        except ValueError as error:
            problems.append(Problem(field.name, str(error)))
    problems += _outside(changes, kind, current)
    version = form.get("version", "")
    return Draft(values, changes, tuple(problems), int(version) if version.isdecimal() else None)


def _outside(changes: dict[str, Any], kind: str, current: Record | None) -> list[Problem]:
    """Choices that are not this scope's to make: they cannot come from our own form."""
    found = []
    for name in ("support_type", "level", "status"):
        before = getattr(current, name) if current else None
        allowed = [value for value, _ in list_options(name, kind, before)]
        if name in changes and changes[name] not in allowed:
            found.append(Problem(name, "Välj ett av alternativen."))
    return found


def _read(field: Field, texts: list[str]) -> Any:
    text = texts[0].strip()
    if field.kind == "checks":
        return tuple(value for value in texts if value)
    if field.kind == "rows":
        return tuple(line.strip() for line in text.splitlines() if line.strip())
    if field.kind == "words":
        return tuple(text.replace(",", " ").replace(";", " ").split())
    if field.kind == "number":
        return _number(field, text)
    return _day(text) if field.kind == "day" else text


def _number(field: Field, text: str) -> int | None:
    if text.isdecimal() and len(text) < 6:
        return int(text)
    if text or field.name == "interval_days":
        raise ValueError("Skriv ett tal med siffror.")
    return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError("Skriv datumet som 2026-11-24.") from None


def _written(field: Field, value: Any) -> list[str]:
    if field.kind == "checks":
        return list(value)
    if isinstance(value, tuple):
        return [("\n" if field.kind == "rows" else ", ").join(value)]
    return [value.isoformat() if isinstance(value, date) else "" if value is None else str(value)]

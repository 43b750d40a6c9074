"""Fields of a record as JSON gives them, for programs that write to the registry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.registry.record import (
    DATE_FIELDS,
    EDITABLE_FIELDS,
    FLAG_FIELDS,
    LIST_FIELDS,
    NUMBER_FIELDS,
)
from services.registry.validation import EMPTY_IS_NONE, Problem

MOST_NUMBER = 100_000


class BadFields(ValueError):
    """Fields that are not of a record, or of the wrong kind; `problems` says which, in Swedish."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(", ".join(problem.field for problem in problems))
        self.problems = tuple(problems)


def fields_from_json(body: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with values of the record's own types. `id` and `version` are left out: the
    address and If-Match say those. Raises BadFields."""
    values: dict[str, Any] = {}
    wrong: list[Problem] = []
    for name, value in body.items():
        if name in ("id", "version"):
            continue
        try:
            values[name] = _typed(name, value)
        except ValueError as error:
            wrong.append(Problem(str(name)[:60], str(error)))
    if wrong:
        raise BadFields(wrong)
    return values


def _typed(name: str, value: Any) -> Any:
    if name not in EDITABLE_FIELDS:
        raise ValueError("Fältet finns inte.")
    if name in LIST_FIELDS:
        return _list(value)
    if name in FLAG_FIELDS:
        return _of_kind(value, bool, "Värdet ska vara true eller false.")
    if value is None and name in EMPTY_IS_NONE:
        return None
    if name in NUMBER_FIELDS:
        return _number(value)
    text = _of_kind(value, str, "Värdet ska vara en text.")
    return _date(text) if name in DATE_FIELDS else text


def _of_kind(value: Any, kind: type, message: str) -> Any:
    if not isinstance(value, kind):
        raise ValueError(message)
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_NUMBER:
        raise ValueError("Värdet ska vara ett heltal.")
    return value


def _list(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        raise ValueError("Värdet ska vara en lista med texter.")
    return tuple(value)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("Datumet ska skrivas som 2026-11-24.") from None

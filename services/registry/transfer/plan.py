"""The plan of an import: each row becomes a record, matched with what is there, or a problem."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any

from services.registry.label import LABELS
from services.registry.record import EDITABLE_FIELDS, Record, new_id
from services.registry.transfer.places import Places
from services.registry.transfer.problem import RowProblem
from services.registry.transfer.report import ImportReport, RowOutcome
from services.registry.validation import canonical, problems
from services.registry.writing import Write

Allowed = Callable[[Record], bool]
Values = Mapping[str, Any]
NEEDED = ("support_type", "name")
DEFAULTS = {
    field.name: field.default for field in fields(Record) if field.default not in (None, MISSING)
}
FORBIDDEN = "Du får inte ändra kontakter som hör till den här kommunen eller regionen."


OVERTAKEN = "Någon ändrade kontakten medan filen lästes in. Pröva filen igen."


class Incomplete(ValueError):
    """The row lacks what every record must have; the message is Swedish."""


@dataclass(frozen=True, slots=True)
class Existing:
    """The records that are there, by id and by what makes them the same."""

    by_id: Mapping[str, Record]
    by_key: Mapping[tuple[str, ...], Record]

    @classmethod
    def of(cls, records: Iterable[Record]) -> "Existing":
        """From all records."""
        records = list(records)
        return cls({r.id: r for r in records}, {same_key(r): r for r in records})


def same_key(record: Record) -> tuple[str, ...]:
    """Two records with the same key are the same contact."""
    return (record.scope, record.support_type, record.name.lower())


class Plan:
    """Takes rows one by one; ends with a report, and writes when nothing is wrong."""

    def __init__(
        self,
        existing: Existing,
        places: Places,
        allowed: Allowed | None = None,
        home: Mapping[str, str] | None = None,
    ) -> None:
        self.report = ImportReport()
        self.writes: list[Write] = []
        self._existing = existing
        self._places = places
        self._allowed = allowed or (lambda record: True)
        self._home = home or {}
        self._seen: dict[str | tuple[str, ...], int] = {}

    def take(self, number: int, values: Values) -> None:
        """One row: the fields that the file has, by name."""
        values = self._places.located(values)
        if not values.get("municipality") and not values.get("region"):
            values |= self._home
        before = self._match(values)
        try:
            record = canonical(_record(values, before))
        except Incomplete as error:
            self.refuse(RowProblem(number, None, str(error)))
            return
        found = list(self._check(number, values, record, before))
        if found:
            self.report.problems += found
        else:
            self._accept(number, record, before)

    def refuse(self, problem: RowProblem) -> None:
        """A row that could not be read."""
        self.report.problems.append(problem)

    def overtaken(self, ids: Set[str]) -> list[RowProblem]:
        """What is wrong with rows whose contacts were changed while the file was read."""
        return [
            RowProblem(outcome.row, None, OVERTAKEN)
            for outcome in self.report.outcomes
            if outcome.record_id in ids
        ]

    def _match(self, values: Values) -> Record | None:
        if id := values.get("id"):
            return self._existing.by_id.get(id)
        try:
            return self._existing.by_key.get(same_key(_record(values, None)))
        except Incomplete:
            return None

    def _check(
        self, number: int, values: Values, record: Record, before: Record | None
    ) -> Iterator[RowProblem]:
        for problem in problems(record):
            yield RowProblem(number, LABELS[problem.field], problem.message)
        for field, sentence in self._places.problems(record):
            yield RowProblem(number, LABELS[field], sentence)
        if not _is_uuid(record.id):
            yield RowProblem(number, LABELS["id"], "Id har fel form. Lämna den tom för en ny rad.")
        if not self._allowed(record) or (before and not self._allowed(before)):
            yield RowProblem(number, None, FORBIDDEN)
        if first := self._first_seen(number, record):
            yield RowProblem(number, None, f"Samma kontakt finns redan på rad {first}.")
        if before and (message := _is_overtaken(values, record, before)):
            yield RowProblem(number, LABELS["version"], message)

    def _first_seen(self, number: int, record: Record) -> int | None:
        keys: list[str | tuple[str, ...]] = [record.id, (*same_key(record), record.phone or "")]
        earlier = [self._seen[key] for key in keys if key in self._seen]
        self._seen |= dict.fromkeys(keys, number)
        return min(earlier) if earlier else None

    def _accept(self, number: int, record: Record, before: Record | None) -> None:
        changed = _changed(record, before) if before else ()
        action = "added" if before is None else "changed" if changed else "unchanged"
        labels = tuple(LABELS[name] for name in changed)
        self.report.outcomes.append(RowOutcome(number, record.id, record.name, action, labels))
        if action != "unchanged":
            version = before.version + 1 if before else 1
            self.writes.append(Write(replace(record, version=version), before))


def _record(values: Values, before: Record | None) -> Record:
    given = {name: value for name, value in values.items() if name in EDITABLE_FIELDS}
    missing = [name for name in NEEDED if not given.get(name, getattr(before, name, None))]
    if missing:
        labels = " och ".join(LABELS[name] for name in missing)
        raise Incomplete(f"{labels} måste fyllas i.")
    if not given.get("level"):
        given["level"] = before.level if before else _level(given)
    given |= {n: DEFAULTS[n] for n, value in given.items() if value is None and n in DEFAULTS}
    if before:
        return replace(before, **given)
    return Record(id=values.get("id") or new_id(), **given)


def _level(values: Values) -> str:
    if values.get("municipality"):
        return "municipality"
    return "region" if values.get("region") else "national"


def _changed(record: Record, before: Record) -> tuple[str, ...]:
    return tuple(n for n in EDITABLE_FIELDS if getattr(record, n) != getattr(before, n))


def _is_overtaken(values: Values, record: Record, before: Record) -> str | None:
    version = values.get("version")
    if version in (None, before.version) or not _changed(record, before):
        return None
    return (
        f"Någon har ändrat kontakten sedan filen hämtades (version {version}, nu "
        f"{before.version}). Hämta en ny fil."
    )


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False

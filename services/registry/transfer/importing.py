"""Imports a file: all of it or nothing, and a dry run first if one likes."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from services.registry.label import LABELS
from services.registry.store import Store
from services.registry.transfer.cell import BadCell, cell_value
from services.registry.transfer.csv_file import read_csv
from services.registry.transfer.hsds_file import read_hsds
from services.registry.transfer.places import Places
from services.registry.transfer.plan import Allowed, Existing, Plan
from services.registry.transfer.problem import BadFile, RowProblem
from services.registry.transfer.report import ImportReport
from services.registry.transfer.table import Row, Table
from services.registry.writing import list_overtaken, write_records

LARGEST_FILE = 200 * 1024 * 1024
MOST_PROBLEMS = 1000
Progress = Callable[[int], None]
Numbered = tuple[int, dict[str, Any] | list[RowProblem]]


def import_file(
    store: Store,
    name: str,
    content: bytes,
    *,
    by: str,
    dry_run: bool = False,
    allowed: Allowed | None = None,
    home: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Imports .csv, .xlsx or .json. A row with a known Id, or with the same place, type and name
    as a contact that is there, changes it, in the columns that the file has; any other row is
    new. Contacts that the file does not name stay as they are. With a problem in any row, or with
    `dry_run`, nothing is written. `allowed` says which records this person may change; `home` is
    the place (municipality or region) of a row that names none; `progress` is called with the
    number of rows read so far. Raises BadFile."""
    if len(content) > LARGEST_FILE:
        raise BadFile(f"Filen är större än {LARGEST_FILE // 1024 // 1024} MB.")
    plan = Plan(Existing.of(store.list_records()), Places(store.engine), allowed, home)
    for count, (number, values) in enumerate(_read(name, content), start=1):
        if isinstance(values, list):
            plan.report.problems += values
        else:
            plan.take(number, values)
        if len(plan.report.problems) >= MOST_PROBLEMS:
            break
        if progress:
            progress(count)
    if plan.report.ok and not dry_run:
        _write(store, plan, by)
    return plan.report


def _write(store: Store, plan: Plan, by: str) -> None:
    with Session(store.engine) as session, session.begin():
        overtaken = list_overtaken(session, [write.previous for write in plan.writes])
        if overtaken:
            plan.report.problems += plan.overtaken(overtaken)
            return
        write_records(session, plan.writes, by=by, at=store.clock(), action="import")
    plan.report.written = True


def _read(name: str, content: bytes) -> Iterator[Numbered]:
    ending = name.lower().rpartition(".")[2]
    if ending == "csv":
        return _of_table(read_csv(content))
    if ending == "xlsx":
        # Half a second of importing, for those who have such a file.
        from services.registry.transfer.xlsx_file import read_xlsx

        return _of_table(read_xlsx(content))
    if ending == "json":
        return _of_hsds(content)
    raise BadFile("Filen ska sluta på .csv, .xlsx eller .json.")


def _of_table(table: Table) -> Iterator[Numbered]:
    for row in table.rows:
        yield row.number, _values(row)


def _values(row: Row) -> dict[str, Any] | list[RowProblem]:
    values: dict[str, Any] = {}
    found = []
    for field, text in row.cells.items():
        try:
            values[field] = cell_value(field, text)
        except BadCell as error:
            found.append(RowProblem(row.number, LABELS[field], str(error)))
    return found or values


def _of_hsds(content: bytes) -> Iterator[Numbered]:
    for number, values in read_hsds(content):
        yield number, [values] if isinstance(values, RowProblem) else values

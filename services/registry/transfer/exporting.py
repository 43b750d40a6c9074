"""Exports records to a file, by its ending."""

from collections.abc import Sequence

from sqlalchemy import Engine

from services.registry.record import Record
from services.registry.transfer.csv_file import write_csv
from services.registry.transfer.hsds_file import write_hsds
from services.registry.transfer.places import Places
from services.registry.transfer.problem import BadFile

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def export_file(engine: Engine, records: Sequence[Record], ending: str) -> bytes:
    """The content of a csv, xlsx or json file. Raises BadFile for another ending."""
    if ending == "csv":
        return write_csv(records)
    if ending == "xlsx":
        # Half a second of importing, for those who have such a file.
        from services.registry.transfer.xlsx_file import write_xlsx

        return write_xlsx(records)
    if ending == "json":
        return write_hsds(records, Places(engine).names)
    raise BadFile("Filen ska sluta på .csv, .xlsx eller .json.")

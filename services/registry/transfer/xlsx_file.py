"""XLSX: one sheet of text cells out; the first sheet in, once the archive is known to be sane."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from services.registry.record import FIELD_NAMES, Record
from services.registry.transfer.cell import NO, YES, cell_text
from services.registry.transfer.problem import BadFile
from services.registry.transfer.table import Table, heading_row, table_from

LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 500
MOST_ROWS = 100_000
MOST_COLUMNS = 200
SHEET = "Kontakter"
WIDTH = 24
# What reading a damaged, encrypted or hostile archive ends in, besides openpyxl's own refusal.
BROKEN = (
    *(InvalidFileException, zipfile.BadZipFile, zlib.error, EOFError, OSError, SyntaxError),
    *(ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError),
)


def write_xlsx(records: Iterable[Record]) -> bytes:
    """The records as a workbook with one sheet, headings in bold and frozen; every cell is text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.freeze_panes = "A2"
    for index in range(len(FIELD_NAMES)):
        sheet.column_dimensions[_letter(index)].width = WIDTH
    sheet.append([_bold(sheet, text) for text in heading_row()])
    for record in records:
        sheet.append([cell_text(name, getattr(record, name)) or None for name in FIELD_NAMES])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read_xlsx(content: bytes) -> Table:
    """A table from the first sheet of a workbook. Raises BadFile, also while the rows are read."""
    _refuse_bomb(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        sheet = book.worksheets[0]
    except BROKEN:
        raise BadFile("Filen är inte ett Excel-ark som går att läsa.") from None
    sheet.reset_dimensions()
    return table_from(_lines(sheet))


def _letter(index: int) -> str:
    return str(get_column_letter(index + 1))


def _bold(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell


def _refuse_bomb(content: bytes) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except BROKEN:
        raise BadFile("Filen är inte ett Excel-ark (.xlsx).") from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise BadFile("Filen är för stor när den packas upp.")


def _lines(sheet: Any) -> Iterator[tuple[int, Sequence[str]]]:
    try:
        for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
            if number > MOST_ROWS:
                raise BadFile(f"Filen har fler än {MOST_ROWS} rader.")
            yield number, _trimmed([_text(cell, number) for cell in cells])
    except BadFile:
        raise
    except BROKEN as error:
        raise BadFile("Filen är trasig och går inte att läsa klart.") from error


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(cell: Any, number: int) -> str:
    value = cell.value
    if value is None:
        return ""
    kind = getattr(cell, "data_type", None)
    if kind == "e":
        raise BadFile(
            f"Rad {number}: en cell visar felet {str(value)[:20]}. Skriv värdet i stället."
        )
    if kind == "f":
        raise BadFile(f"Rad {number}: en cell innehåller en formel. Klistra in den som värde.")
    return _written(value)


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)

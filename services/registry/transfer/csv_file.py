"""CSV: as Excel in Sweden writes it (BOM, semicolons), and read however it comes."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from services.registry.record import FIELD_NAMES, Record
from services.registry.transfer.cell import cell_text
from services.registry.transfer.problem import BadFile
from services.registry.transfer.table import Table, heading_row, table_from

DELIMITERS = ";,\t"
LARGEST_CELL = 131_072


def write_csv(records: Iterable[Record]) -> bytes:
    """The records as CSV in UTF-8 with BOM, semicolons and CRLF."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(heading_row())
    for record in records:
        writer.writerow([cell_text(name, getattr(record, name)) for name in FIELD_NAMES])
    return text.getvalue().encode("utf-8-sig")


def read_csv(content: bytes) -> Table:
    """A table from CSV: UTF-8 with or without BOM, UTF-16 or Latin-1; semicolons, commas or tabs.
    Raises BadFile, also while the rows are read."""
    text = _decoded(content)
    heading = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=heading.count)
    return table_from(_lines(text, delimiter))


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            raise BadFile("Filen är inte en textfil.")
        return text
    raise BadFile("Filen är inte en textfil.")


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, Sequence[str]]]:
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        start = reader.line_num + 1
        try:
            yield start, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BadFile(f"Rad {start}: {_reason(str(error))}") from None


def _reason(error: str) -> str:
    if "field larger" in error:
        return f"en cell är större än {LARGEST_CELL} tecken."
    return "citattecknen går inte ihop."

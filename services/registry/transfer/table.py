"""A table: headings that we know, and rows of text with their numbers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from services.registry.label import LABELS
from services.registry.record import FIELD_NAMES
from services.registry.transfer.problem import BadFile

LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Row:
    """A row's number in the file and the text of its cells, by field name."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The fields that the file has columns for, and its rows, read once."""

    fields: tuple[str, ...]
    rows: Iterable[Row]


def heading_row() -> list[str]:
    """The headings of an exported table, in the order of the fields."""
    return [LABELS[name] for name in FIELD_NAMES]


def table_from(lines: Iterator[tuple[int, Sequence[str]]]) -> Table:
    """A table from numbered lines, the first of which has the headings. Raises BadFile."""
    try:
        _, headings = next(lines)
    except StopIteration:
        raise BadFile("Filen är tom.") from None
    fields = read_headings(headings)
    return Table(fields, _rows(fields, lines))


def read_headings(headings: Sequence[str]) -> tuple[str, ...]:
    """Field names from headings: the Swedish label or the field's own name. Raises BadFile for
    unknown headings and ones that occur twice."""
    known = {label.lower(): name for name, label in LABELS.items()} | {n: n for n in FIELD_NAMES}
    tidy = [" ".join(text.strip().lower().split()) for text in headings]
    while tidy and not tidy[-1]:
        tidy.pop()
    unknown = [text[:LONGEST_HEADING] or "(tom)" for text in tidy if text not in known]
    if unknown:
        raise BadFile(f"Okända kolumner: {', '.join(unknown)}. Ladda ned en fil och utgå från den.")
    fields = [known[text] for text in tidy]
    twice = {LABELS[name] for name in fields if fields.count(name) > 1}
    if twice:
        raise BadFile(f"Samma kolumn finns två gånger: {', '.join(sorted(twice))}.")
    _require(fields)
    return tuple(fields)


def _require(fields: Sequence[str]) -> None:
    missing = [LABELS[name] for name in ("support_type", "name") if name not in fields]
    if missing and "id" not in fields:
        raise BadFile(f"Kolumner saknas: {', '.join(missing)}.")


def _rows(fields: tuple[str, ...], lines: Iterator[tuple[int, Sequence[str]]]) -> Iterator[Row]:
    for number, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        extra = [cell for cell in cells[len(fields) :] if cell.strip()]
        if extra:
            raise BadFile(f"Rad {number} har fler celler än det finns kolumner.")
        padded = [*cells, *[""] * (len(fields) - len(cells))]
        yield Row(number, dict(zip(fields, padded, strict=False)))

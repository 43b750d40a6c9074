"""What is wrong with a file or with a row of it."""

from dataclasses import dataclass


class BadFile(ValueError):
    """The file cannot be read at all; the message is a Swedish sentence."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A Swedish sentence about one row. `row` is its number as the spreadsheet shows it (in JSON:
    which service it is, from 1); `column` is the heading, None when it concerns the whole row."""

    row: int
    column: str | None
    message: str

    def __str__(self) -> str:
        where = f"Rad {self.row}, {self.column}" if self.column else f"Rad {self.row}"
        return f"{where}: {self.message}"

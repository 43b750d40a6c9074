"""Workbooks for the tests of files, whole and damaged."""

import io
import zipfile
from collections.abc import Callable

from openpyxl import Workbook


def xlsx(rows: list[list[object]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def damaged(part: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """A good workbook with one of its parts changed, or left out."""
    source = xlsx([["Stödtyp", "Namn"], ["anhorigkonsulent", "Anna"]])
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(file, "w") as new:
        for one in old.infolist():
            body = old.read(one)
            kept = change(body) if one.filename.endswith(part) else body
            if kept is not None:
                new.writestr(one.filename, kept)
    return file.getvalue()

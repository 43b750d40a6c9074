"""The expectations form: what was ticked and written becomes lines on a sheet, and is not kept."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from werkzeug.datastructures import MultiDict

from services.navigator.checklist import read_file
from services.paper import Expectations
from services.web.problem import Problem

MOST_LINES, LONGEST_LINE = 12, 160
FIELDS = ("doing", "not_doing", "reach_me", "expecting", "cannot_promise", "reach_you")


@cache
def read_suggestions() -> dict[str, Any]:
    """The lines to tick, by field, from data/checklists/expectations.yml."""
    return read_file("expectations")


def read_expectations(form: MultiDict[str, str]) -> Expectations:
    """The sheet that the form asks for; raises Problem 422 when there is too much for paper."""
    lines = {field: _lines(form.getlist(field), form.get(f"{field}_own", "")) for field in FIELDS}
    return Expectations(**lines, again=form.get("again", "").strip()[:LONGEST_LINE])


def _lines(ticked: Iterable[str], own: str) -> tuple[str, ...]:
    lines = [line.strip() for line in (*ticked, *own.splitlines()) if line.strip()]
    if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
        raise Problem(
            422,
            f"Det får inte plats på bladet. Skriv högst {MOST_LINES} rader i varje ruta, "
            f"med högst {LONGEST_LINE} tecken. Gå tillbaka, så finns det du skrev kvar.",
        )
    return tuple(dict.fromkeys(lines))

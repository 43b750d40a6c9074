"""The press: a template and its values become a tagged PDF."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from services.paper.look import Look

ROOM = Path(__file__).parent
TEMPLATES = ROOM / "templates"
FONTS = ROOM / "fonts"


def print_pdf(template: str, values: Mapping[str, Any], look: Look | None = None) -> bytes:
    """The PDF/UA-1 bytes of templates/<template>.typ. The values travel as JSON and are only
    ever text to the template, whatever marks they hold: none of it is read as typst. A logo that
    cannot be printed is left out: the numbers matter more."""
    import typst  # here, for a page that only shows something need not wait for it

    look = look or Look()
    try:
        return _compile(template, dict(values) | {"look": look.values()})
    except typst.TypstError:
        if look.logo is None:
            raise
        return _compile(template, dict(values) | {"look": Look(look.name, look.colour).values()})


def _compile(template: str, values: Mapping[str, Any]) -> bytes:
    import typst

    return typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
        pdf_standards="ua-1",
    )

"""The catalogues: gettext files, read as they are and compiled in memory."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from jinja2 import Environment

from services.web.language.choice import SWEDISH, current_language

FOLDER = Path(__file__).parents[1] / "translations"


def install_catalogues(environment: Environment) -> None:
    """Lets the templates say `_("…")` and `{% trans %}` in the language of the page."""
    environment.add_extension("jinja2.ext.i18n")
    environment.policies["ext.i18n.trimmed"] = True
    install = environment.install_gettext_callables  # type: ignore[attr-defined]
    install(gettext, ngettext, newstyle=True)


def gettext(text: str) -> str:
    """The text in the language of the page; itself where that has no other words for it."""
    return catalogue(current_language().code).gettext(text) if text else text


def ngettext(one: str, many: str, number: int) -> str:
    """The same for a text that has a plural."""
    return catalogue(current_language().code).ngettext(one, many, number)


def later(text: str) -> str:
    """Marks a text that is translated when it is shown."""
    return text


@cache
def catalogue(code: str) -> NullTranslations:
    """The catalogue of a language; Swedish is what the texts are written in."""
    path = FOLDER / code / "LC_MESSAGES" / "messages.po"
    if code == SWEDISH.code or not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    _write(compiled, path)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _write(target: BytesIO, path: Path) -> None:
    # Only whoever reads another language waits for these.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        messages: Any = read_po(file)
    write_mo(target, messages)

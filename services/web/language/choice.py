"""Which language the page is shown in: what the reader has chosen, else Swedish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from flask import Flask, g, has_request_context, request, session, url_for

PARAMETER = "sprak"


@dataclass(frozen=True)
class Language:
    """A language of the interface: its code in the address, its tag in HTML, its own name."""

    code: str
    tag: str
    name: str


SWEDISH = Language("sv", "sv", "Svenska")
LANGUAGES = (
    SWEDISH,
    Language("lattlast", "sv", "Lättläst svenska"),
    Language("en", "en", "English"),
    Language("fi", "fi", "Suomi"),
)
TRANSLATED = frozenset(
    {None, "about", "browse", "chat_api", "chat_page", "embed", "languages", "municipalities"}
)
"""The rooms of the page that have words in every language; the others stay Swedish all through."""
BY_CODE = {language.code: language for language in LANGUAGES}


def choose_language(app: Flask) -> None:
    """Reads the choice before each page. It is kept in the cookie once somebody has made one; a
    frame and a program carry it in the address."""
    app.before_request(_read_choice)


def current_language() -> Language:
    """The language of the page that is being made; Swedish outside of one."""
    if not has_request_context():
        return SWEDISH
    return cast(Language, g.get("language", SWEDISH))


def is_translated() -> bool:
    """Whether the page that is being made can be had in the other languages."""
    return request.blueprint in TRANSLATED


def language_links() -> list[dict[str, Any]]:
    """The other languages, each with the address of this very page in it."""
    here = current_language()
    return [{"language": one, "address": _address_in(one)} for one in LANGUAGES if one is not here]


def _read_choice() -> None:
    asked = BY_CODE.get(request.args.get(PARAMETER, ""))
    if asked and not request.path.startswith(("/api/", "/embed")):
        _keep(asked)
    chosen = asked or BY_CODE.get(session.get(PARAMETER, ""), SWEDISH)
    g.language = chosen if request.blueprint in TRANSLATED else SWEDISH


def _keep(language: Language) -> None:
    """Swedish needs no cookie."""
    if language is not SWEDISH:
        session[PARAMETER] = language.code
    elif PARAMETER in session:
        del session[PARAMETER]


def _address_in(language: Language) -> str:
    if request.endpoint is None or "GET" not in (request.url_rule.methods or ()):  # type: ignore[union-attr]
        return url_for("chat_page.show", sprak=language.code)
    kept = {name: value for name, value in request.args.items() if name != PARAMETER}
    values = {**kept, **(request.view_args or {}), PARAMETER: language.code}
    return url_for(request.endpoint, **values)

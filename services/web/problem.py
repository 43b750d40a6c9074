"""Errors in one shape: problem+json for programs, a plain page for people."""

from __future__ import annotations

import logging

from flask import Flask, Response, json, render_template, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from services.web.language.catalogue import gettext

TITLES = {
    400: "Det gick inte att läsa",
    401: "Du behöver logga in",
    403: "Du får inte öppna den här sidan",
    404: "Sidan finns inte",
    405: "Så kan sidan inte användas",
    412: "Någon annan har ändrat",
    413: "Det var för mycket på en gång",
    415: "Fel slags innehåll",
    422: "Texten behöver ändras",
    429: "Många meddelanden på kort tid",
    500: "Något gick fel hos oss",
    503: "Tjänsten vilar en stund",
}
DETAILS = {
    400: "Det som skickades gick inte att läsa.",
    401: "Logga in och försök igen.",
    403: "Kontot har inte den behörigheten.",
    404: "Adressen är fel, eller så har sidan tagits bort.",
    405: "Adressen finns, men inte för det här.",
    413: "Det som skickades är för stort. Skriv kortare.",
    415: "Innehållet ska skickas som application/json.",
    422: "Skriv mellan 1 och 2000 tecken.",
    429: "Det kom många meddelanden på kort tid. Vänta en liten stund och försök igen.",
    500: "Felet har noterats. Försök igen om en stund. Vid fara: ring 112. Råd om sjukdom: 1177.",
    503: "Försök igen om en stund. Vid fara: ring 112. Råd om sjukdom: 1177.",
}
NOT_REACHED = (
    "Registret går inte att nå just nu. Försök igen om en stund. Vid fara: ring 112. "
    "Råd om sjukdom: 1177."
)
NOT_SAVED = (
    "Det gick inte att spara just nu. Ingenting är ändrat. Försök igen om en stund. "
    "Vid fara: ring 112. Råd om sjukdom: 1177."
)
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class Problem(HTTPException):
    """An error of ours: a status and a Swedish sentence for whoever asked."""

    def __init__(self, status: int, detail: str | None = None) -> None:
        super().__init__(detail)
        self.code = status
        self.detail = detail


def handle_errors(app: Flask) -> None:
    """Every error of the application ends in one and the same handler."""
    app.register_error_handler(Exception, answer_error)


def answer_error(error: Exception) -> Response:
    """The answer to any error. What is not foreseen is logged without anything from the request."""
    if isinstance(error, SQLAlchemyError):
        logging.getLogger("services.web").error("database: %s", type(error).__name__)
        error = Problem(503, NOT_REACHED if request.method in SAFE_METHODS else NOT_SAVED)
    if not isinstance(error, HTTPException):
        logging.getLogger("services.web").error("unforeseen", exc_info=error)
        error = InternalServerError()
    status = error.code or 500
    if status < 400:
        return Response(response=error.get_response().response, status=status)
    detail = detail_of(error, status)
    # To a host that is not ours no page is shown: it could not even name its own style sheet.
    bare = wants_json() or isinstance(error, SecurityError)
    response = json_problem(status, detail) if bare else page_problem(status, detail)
    for name, value in error.get_headers(request.environ):
        if name.lower() in ("allow", "retry-after", "www-authenticate"):
            response.headers[name] = value
    return response


def detail_of(error: HTTPException, status: int) -> str:
    """Our own words where we have them, never the framework's English ones."""
    own = error.detail if isinstance(error, Problem) else None
    return gettext(own or DETAILS.get(status, DETAILS[400 if status < 500 else 500]))


def title_of(status: int) -> str:
    """The short Swedish name of a status."""
    return gettext(TITLES.get(status, TITLES[400 if status < 500 else 500]))


def wants_json() -> bool:
    """Programs, and our own scripts, ask under /api; people ask for pages."""
    return request.path.startswith(("/api/", "/metrics", "/healthz"))


def json_problem(status: int, detail: str) -> Response:
    """RFC 9457."""
    body = {"type": "about:blank", "title": title_of(status), "status": status, "detail": detail}
    return Response(json.dumps(body), status=status, content_type="application/problem+json")


def page_problem(status: int, detail: str) -> Response:
    """The same as a page, always with the numbers that hold whatever is down, and with what
    somebody wrote."""
    page = render_template("error.html", title=title_of(status), detail=detail, status=status)
    return Response(page, status=status, content_type="text/html; charset=utf-8")

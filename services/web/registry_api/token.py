"""The door for programs: a token in the header, and errors that say which field is wrong."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response, g, json, request

from services.accounts.token import Token, find_token
from services.registry.validation import Problem as FieldProblem
from services.web.context import lots
from services.web.problem import Problem, title_of

MISSING = "Skicka en nyckel i huvudet Authorization: Bearer. Kommunens administratör gör nycklar."
UNKNOWN = "Nyckeln gäller inte. Den kan vara borttagen eller för gammal."


class Unauthorised(Problem):
    """No token, or none that lets anyone in."""

    def __init__(self, detail: str) -> None:
        super().__init__(401, detail)

    def get_headers(self, *words: object) -> list[tuple[str, str]]:
        """Says how one gets in."""
        return [("WWW-Authenticate", "Bearer")]


def let_in() -> None:
    """Lets in whoever has a token; raises Unauthorised. For a blueprint's before_request."""
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret.strip():
        raise Unauthorised(MISSING)
    token = find_token(lots().office, secret.strip()[:200])
    if token is None:
        raise Unauthorised(UNKNOWN)
    g.api_token = token


def current_token() -> Token:
    """The token that was let in."""
    token: Token = g.api_token
    return token


def wrong_fields(problems: Iterable[FieldProblem]) -> Response:
    """422 with each field's own sentence."""
    body = {
        "type": "about:blank",
        "title": title_of(422),
        "status": 422,
        "detail": "Några fält behöver ändras. Ingenting är sparat.",
        "errors": [{"field": one.field, "message": one.message} for one in problems],
    }
    return Response(json.dumps(body), status=422, content_type="application/problem+json")

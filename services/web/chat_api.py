"""The chat over HTTP: `/api/chat`, as the contract says."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, make_response, render_template, request, session
from sqlalchemy.exc import SQLAlchemyError

from services.web.context import lots
from services.web.door import read_json, read_message, text_or_none
from services.web.erasing import ERASED, NOT_ERASED, asks_to_erase
from services.web.language.catalogue import gettext
from services.web.problem import Problem
from services.web.view import turn_view

blueprint = Blueprint("chat_api", __name__)


@blueprint.post("/api/chat")
def chat() -> Response:
    """Answers a message: JSON, or to our own page (`Accept: text/html`) the same as ready HTML."""
    message = read_message(request, lots().directory)
    if asks_to_erase(message.text):
        return say_erased(message.session)
    reply = lots().dialogue.say(message.text, message.session, message.municipality)
    if not wants_html():
        return jsonify(reply)
    # JSON with this Accept cannot come from another site without CORS, which is not given.
    session["conversation"] = reply["session"]
    turn = turn_view(message.text, reply)
    page = make_response(render_template("chat/turn.html", turn=turn, latest=True))
    page.headers["X-Lots-Session"] = reply["session"]
    return page


def say_erased(known: str | None) -> Response:
    """Erases the conversation, and says so; to our own page by a header, since it has words and
    turns of its own to put away."""
    try:
        if known:
            lots().dialogue.erase(known)
    except SQLAlchemyError:
        raise Problem(503, NOT_ERASED) from None
    session.pop("conversation", None)
    if wants_html():
        return Response(headers={"X-Lots-Erased": "1", "X-Lots-Session": ""})
    replies = [{"text": gettext(ERASED), "buttons": []}]
    said = {"replies": replies, "asks": None, "answer": None, "degraded": False}
    return jsonify({"session": lots().conversations.start(), **said})


@blueprint.delete("/api/chat")
def erase() -> tuple[str, int]:
    """Erases the conversation of `session` at once."""
    known = text_or_none(read_json(request), "session")
    if known is None:
        raise Problem(400, "Fältet session saknas.")
    lots().dialogue.erase(known)
    session.pop("conversation", None)
    return "", 204


def wants_html() -> bool:
    """Whether our own page asks."""
    best = request.accept_mimetypes.best_match(["application/json", "text/html"])
    return best == "text/html" and "text/html" in request.headers.get("Accept", "")

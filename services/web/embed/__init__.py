"""The chat on the municipality's own site: a button that opens it in a frame."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, make_response, render_template, request

from services.web.chat_page import chosen_place
from services.web.context import lots
from services.web.door import read_json, text_or_none
from services.web.embed.origins import origins_of
from services.web.security import policy
from services.web.view import list_views

blueprint = Blueprint("embed", __name__)


@blueprint.get("/embed.js")
def script() -> Response:
    """The script that a site includes; it may be kept for an hour."""
    response = current_app.send_static_file("js/embed.js")
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@blueprint.get("/embed")
def frame() -> Response:
    """The chat without the page around it, framed by those sites only that the settings let."""
    place = chosen_place()
    page = make_response(
        render_template("embed/frame.html", turns=[], session_id=None, place=place, draft="")
    )
    allowed = " ".join(origins_of(place["code"]))
    page.headers["Content-Security-Policy"] = policy(frame_ancestors=allowed)
    return page


@blueprint.post("/embed/samtal")
def conversation() -> str:
    """The conversation of a session as HTML: no cookie reaches a frame on another site, so the
    frame keeps the session itself."""
    known = text_or_none(read_json(request), "session")
    turns = list_views(lots().dialogue.list_turns(known)) if known else []
    return render_template("embed/turns.html", turns=turns, place=chosen_place())

"""The chat page, with and without JavaScript."""

from __future__ import annotations

from typing import Any

from flask import (
    Blueprint,
    Response,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from services.web.context import lots
from services.web.door import MOST_BYTES, known_municipality, read_text
from services.web.erasing import ERASED, asks_to_erase
from services.web.language.catalogue import gettext
from services.web.municipalities import find_by_words
from services.web.problem import Problem
from services.web.view import TurnView, list_views, turn_view

blueprint = Blueprint("chat_page", __name__)


@blueprint.get("/")
def show() -> str:
    """The page with the conversation so far."""
    return render_page()


@blueprint.post("/")
def send() -> AnyResponse:
    """A message by form. The cookie is SameSite=Lax: a form on another site starts a
    conversation of its own and can touch no one's."""
    request.max_content_length = MOST_BYTES
    try:
        text = read_text(request.form.get("message", ""))
        place = known_municipality(request.form.get("kommun") or None, lots().directory)
    except Problem as problem:
        page = render_page(
            problem=gettext(problem.detail or ""), draft=request.form.get("message", "")
        )
        return Response(page, status=problem.code or 400)
    if asks_to_erase(text):
        return erase()
    reply = lots().dialogue.say(text, session.get("conversation"), place)
    session["conversation"] = reply["session"]
    kept = lots().dialogue.list_turns(reply["session"])
    if not kept or kept[-1].reply["replies"] != reply["replies"]:
        return Response(render_page(unkept=turn_view(text, reply)))  # else nobody would see it
    return redirect(url_for("chat_page.show", kommun=place, _anchor="senaste"), 303)


@blueprint.post("/radera")
def erase() -> AnyResponse:
    """ "Radera samtalet": at once, and said so."""
    known = session.pop("conversation", None)
    if known:
        lots().dialogue.erase(known)
    flash(gettext(ERASED))
    return redirect(url_for("chat_page.show", kommun=request.form.get("kommun") or None), 303)


def render_page(problem: str | None = None, draft: str = "", unkept: TurnView | None = None) -> str:
    """The page, with what was wrong and what was typed when a message could not be taken, or with
    an answer that could not be kept."""
    known = session.get("conversation")
    turns = list_views(lots().dialogue.list_turns(known)) if known else []
    turns += [unkept] if unkept else []
    return render_template(
        "chat/page.html",
        turns=turns,
        session_id=known if turns else None,
        place=chosen_place(),
        draft=draft,
        problem=problem,
    )


def chosen_place() -> dict[str, Any]:
    """The municipality of the address or the form: `code`, and the words of a search that found
    none."""
    words = (request.form.get("kommun") or request.args.get("kommun") or "").strip()
    if not words:
        return {"code": None, "missed": None, "open": "byt" in request.args}
    found = find_by_words(words)
    return {"code": found, "missed": None if found else words, "open": found is None}

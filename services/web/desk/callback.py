"""`/ring-mig`: a person asks to be called, and can take it back."""

from __future__ import annotations

import logging
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response as AnyResponse

from services.desk.callback import add_callback, has_callback, withdraw_callback
from services.desk.receipt import is_receipt, new_receipt
from services.desk.switch import find_open
from services.desk.wish import Wish, problems, tidy
from services.registry.municipality import Municipality
from services.web.context import lots
from services.web.desk.place import list_instead, read_place
from services.web.door import MOST_BYTES
from services.web.problem import Problem

blueprint = Blueprint("callback", __name__)
EMPTY = Wish("", "", "", "")
NOT_SAVED = (
    "Det gick inte att spara just nu. Det du skrev står kvar här nedanför. Försök igen om en "
    "stund, eller ring själv."
)


@blueprint.get("/ring-mig")
def show() -> str:
    """The form; or which municipality it is for; or, where nobody would see it, whom to call."""
    place, missed = read_place()
    if place is None:
        return render_template("desk/choose.html", page="callback", missed=missed)
    return page(place, EMPTY, {}, new_receipt())


@blueprint.post("/ring-mig")
def send() -> AnyResponse:
    """Takes the wish; what was typed is never lost."""
    request.max_content_length = MOST_BYTES
    place, _ = read_place()
    if place is None or not find_open(lots().desk, place.code).callbacks:
        raise Problem(404, "Den kommunen tar inte emot önskningar här. Ring kommunens växel.")
    wish, receipt = tidy(read_wish()), read_receipt()
    found = problems(wish, consent="consent" in request.form)
    if found:
        return Response(page(place, wish, found, receipt), 422)
    try:
        add_callback(lots().desk, place.code, wish, receipt)
    except SQLAlchemyError as error:
        logging.getLogger("services.web").error("callback: %s", type(error).__name__)
        return Response(page(place, wish, {"form": NOT_SAVED}, receipt), 503)
    return redirect(url_for("callback.thank", receipt=receipt, kommun=place.code), 303)


@blueprint.get("/ring-mig/<receipt>")
def thank(receipt: str) -> str:
    """What happens now, and how to take it back."""
    if not has_callback(lots().desk, receipt):
        return render_template("desk/callback_gone.html")
    place, _ = read_place()
    instead = list_instead(place) if place else []
    return render_template("desk/callback_thanks.html", receipt=receipt, instead=instead)


@blueprint.post("/ring-mig/<receipt>/ta-tillbaka")
def withdraw(receipt: str) -> AnyResponse:
    """Erases the wish at once."""
    withdraw_callback(lots().desk, receipt)
    return redirect(url_for("callback.thank", receipt=receipt), 303)


def page(place: Municipality, wish: Wish, found: dict[str, str], receipt: str) -> str:
    """The form as it is, or whom to call where the form is closed."""
    words: dict[str, Any] = {"place": place, "instead": list_instead(place)}
    if not find_open(lots().desk, place.code).callbacks:
        return render_template("desk/closed.html", what="callback", **words)
    consent = "consent" in request.form
    return render_template(
        "desk/callback.html", wish=wish, problems=found, receipt=receipt, consent=consent, **words
    )


def read_wish() -> Wish:
    """What the form says."""
    return Wish(*(request.form.get(name, "") for name in ("name", "phone", "times", "about")))


def read_receipt() -> str:
    """The form's own secret; a new one where it has none."""
    receipt = request.form.get("receipt", "")
    return receipt if is_receipt(receipt) else new_receipt()

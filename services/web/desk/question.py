"""`/fraga` and `/fragor`: a question is sent on, and what has been answered can be read."""

from __future__ import annotations

import logging

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response as AnyResponse

from services.desk.question import (
    LONGEST_TEXT,
    BadQuestion,
    add_question,
    find_question,
    list_published,
    tidy_question,
    withdraw_question,
)
from services.desk.receipt import new_receipt
from services.desk.switch import find_open
from services.registry.municipality import Municipality
from services.understanding.redaction import clean, mask
from services.web.context import lots
from services.web.desk.callback import NOT_SAVED, read_receipt
from services.web.desk.place import list_instead, read_place
from services.web.door import MOST_BYTES
from services.web.problem import Problem

blueprint = Blueprint("question", __name__)


@blueprint.get("/fragor")
def published() -> str:
    """Questions with answers, of a municipality (`?kommun=`) or of all."""
    place, missed = read_place()
    found = list_published(lots().desk, place.code if place else None)
    return render_template("desk/questions.html", place=place, missed=missed, questions=found)


@blueprint.get("/fraga")
def show() -> str:
    """The form, with the latest message of the conversation to begin with."""
    place, missed = read_place()
    if place is None:
        return render_template("desk/choose.html", page="question", missed=missed)
    return page(place, latest_message(), {}, new_receipt())


@blueprint.post("/fraga")
def send() -> AnyResponse:
    """Takes the question; what was typed is never lost."""
    request.max_content_length = MOST_BYTES
    place, _ = read_place()
    if place is None or not find_open(lots().desk, place.code).questions:
        raise Problem(404, "Den kommunen tar inte emot frågor här. Ring kommunens växel.")
    typed, receipt = request.form.get("text", ""), read_receipt()
    try:
        text = tidy_question(typed, consent="consent" in request.form)
        add_question(lots().desk, place.code, text, receipt)
    except BadQuestion as error:
        shown = mask(clean(typed, LONGEST_TEXT * 2))
        return Response(page(place, shown, {error.field: str(error)}, receipt), 422)
    except SQLAlchemyError as error:
        logging.getLogger("services.web").error("question: %s", type(error).__name__)
        return Response(page(place, mask(clean(typed)), {"form": NOT_SAVED}, receipt), 503)
    return redirect(url_for("question.follow", receipt=receipt), 303)


@blueprint.get("/fraga/<receipt>")
def follow(receipt: str) -> str:
    """The person's own page: the question as it was sent, and the answer when it has come."""
    found = find_question(lots().desk, receipt)
    if found is None:
        return render_template("desk/question_gone.html")
    return render_template("desk/question_own.html", question=found, receipt=receipt)


@blueprint.post("/fraga/<receipt>/ta-tillbaka")
def withdraw(receipt: str) -> AnyResponse:
    """Erases the question at once."""
    withdraw_question(lots().desk, receipt)
    return redirect(url_for("question.follow", receipt=receipt), 303)


def page(place: Municipality, text: str, found: dict[str, str], receipt: str) -> str:
    """The form as it is, or whom to call where the form is closed."""
    instead = list_instead(place)
    if not find_open(lots().desk, place.code).questions:
        return render_template("desk/closed.html", what="question", place=place, instead=instead)
    return render_template(
        "desk/question.html",
        place=place,
        instead=instead,
        text=text,
        problems=found,
        receipt=receipt,
        consent="consent" in request.form,
        longest=LONGEST_TEXT,
    )


def latest_message() -> str:
    """What the person wrote last, already masked, for them to read and change."""
    known = session.get("conversation")
    turns = lots().dialogue.list_turns(known) if known else ()
    return turns[-1].text[:LONGEST_TEXT] if turns else ""

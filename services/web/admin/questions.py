"""Questions sent on: answered here, and shown to everyone only when an editor has approved."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from services.desk.question import (
    BadQuestion,
    Question,
    UnknownQuestion,
    answer_question,
    erase_question,
    get_question,
    list_questions,
    publish_question,
    unpublish_question,
)
from services.web.admin.access import admits, current_user, note_done
from services.web.admin.town import own_town
from services.web.context import lots
from services.web.problem import Problem

blueprint = Blueprint("admin_questions", __name__, url_prefix="/admin")
NOT_CHECKED = "Kryssa i att ingen går att känna igen, så visas frågan."


@blueprint.get("/fragor")
@admits("editor")
def show() -> str:
    """The municipality's questions: to answer, to approve, public."""
    return render_template(
        "admin/questions.html", questions=list_questions(lots().desk, own_town())
    )


@blueprint.get("/fragor/<question>")
@admits("editor")
def read(question: str) -> str:
    """One question with its answer."""
    return page(own_question(question), {})


@blueprint.post("/fragor/<question>")
@admits("editor")
def answer(question: str) -> Response | tuple[str, int]:
    """Keeps the answer."""
    found, by = own_question(question), current_user().name
    title, text = request.form.get("title", ""), request.form.get("answer", "")
    try:
        answer_question(lots().desk, found.id, found.municipality, title=title, answer=text, by=by)
    except BadQuestion as error:
        return page(found, {error.field: str(error)}, title, text), 422
    note_done("svarade på en fråga")
    flash("Svaret är sparat. Den som frågade ser det nu på sin egen sida.")
    return redirect(url_for("admin_questions.read", question=question), 303)


@blueprint.post("/fragor/<question>/visa")
@admits("editor")
def publish(question: str) -> Response | tuple[str, int]:
    """Shows it to everyone, once someone has looked for what could tell who it is."""
    found = own_question(question)
    if "checked" not in request.form:
        return page(found, {"checked": NOT_CHECKED}), 422
    try:
        publish_question(lots().desk, found.id, found.municipality, by=current_user().name)
    except BadQuestion as error:
        return page(found, {error.field: str(error)}), 422
    note_done("godkände en fråga med svar")
    flash("Frågan och svaret visas nu för alla.")
    return redirect(url_for("admin_questions.show"), 303)


@blueprint.post("/fragor/<question>/dolj")
@admits("editor")
def unpublish(question: str) -> Response:
    """Shows it no more."""
    found = own_question(question)
    unpublish_question(lots().desk, found.id, found.municipality)
    note_done("dolde en fråga med svar")
    flash("Frågan visas inte längre.")
    return redirect(url_for("admin_questions.read", question=question), 303)


@blueprint.post("/fragor/<question>/ta-bort")
@admits("editor")
def erase(question: str) -> Response:
    """Erases it for good."""
    found = own_question(question)
    erase_question(lots().desk, found.id, found.municipality)
    note_done("tog bort en fråga")
    flash("Frågan är borttagen.")
    return redirect(url_for("admin_questions.show"), 303)


def own_question(id: str) -> Question:
    """The question, if it is the user's municipality's; raises Problem 404."""
    try:
        return get_question(lots().desk, id, own_town())
    except UnknownQuestion:
        raise Problem(404, "Frågan finns inte här. Den kan vara borttagen.") from None


def page(
    question: Question, errors: dict[str, str], title: str | None = None, answer: str | None = None
) -> str:
    """The question with what was typed, or what is kept."""
    return render_template(
        "admin/question.html",
        question=question,
        errors=errors,
        title=title if title is not None else question.title or question.text,
        answer=answer if answer is not None else question.answer or "",
    )

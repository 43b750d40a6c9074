"""Tokens for those who sync from a system of their own."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from services.accounts.token import list_tokens, make_token, remove_token
from services.web.admin.access import admits, current_user
from services.web.context import lots
from services.web.problem import Problem

blueprint = Blueprint("admin_tokens", __name__, url_prefix="/admin")


@blueprint.get("/nycklar")
@admits("administrator")
def show() -> str:
    """The scope's tokens."""
    return page()


@blueprint.post("/nycklar")
@admits("administrator")
def make() -> str | tuple[str, int]:
    """Makes a token and shows it, this once."""
    user, name = current_user(), " ".join(request.form.get("name", "").split())
    if not 2 <= len(name) <= 100:
        return page(error="Skriv vad nyckeln är till, med 2 till 100 tecken."), 422
    return page(secret=make_token(lots().office, scope=user.scope, name=name, by=user.username))


@blueprint.post("/nycklar/<token>/ta-bort")
@admits("administrator")
def remove(token: str) -> Response:
    """Lets a token in no more."""
    user = current_user()
    if not remove_token(lots().office, token, user.scope, by=user.username):
        raise Problem(404, "Nyckeln finns inte här.")
    flash("Nyckeln är borttagen och släpper inte in någon mer.")
    return redirect(url_for("admin_tokens.show"), 303)


def page(secret: str | None = None, error: str | None = None) -> str:
    """The list, with a new secret where there is one."""
    tokens = list_tokens(lots().office, current_user().scope)
    return render_template("admin/tokens.html", tokens=tokens, secret=secret, error=error)

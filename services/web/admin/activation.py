"""The one-time link: a password, an app for codes, and one is in."""

from __future__ import annotations

from flask import Blueprint, flash, render_template, request, session
from markupsafe import Markup
from werkzeug.wrappers import Response

from services.accounts.invitation import BadLink, WrongCode, read_invitation, redeem
from services.accounts.password import SHORTEST, BadPassword
from services.accounts.two_step import app_address, new_secret
from services.accounts.user import User
from services.paper.code import code_svg
from services.web.admin.access import ANYONE, admits
from services.web.admin.sign_in import let_in
from services.web.context import lots
from services.web.problem import Problem

blueprint = Blueprint("admin_activation", __name__, url_prefix="/admin")
SECRET = "two_step_secret"
NOT_ALIKE = "De två lösenorden är inte lika. Skriv samma två gånger."
WRONG = "Koden stämmer inte. Läs in rutan i appen och skriv de siffror som står där nu."
USED = "Länken har använts eller blivit för gammal. Be om en ny av den som bjöd in dig."


@blueprint.get("/valkommen/<invitation>")
@admits(ANYONE)
def show_link(invitation: str) -> str:
    """The form that the link opens."""
    return activation_page(invited(invitation), {})


@blueprint.post("/valkommen/<invitation>")
@admits(ANYONE)
def redeem_link(invitation: str) -> Response | tuple[str, int]:
    """Uses the link up and signs in."""
    user, errors = invited(invitation), {}
    password, code = request.form.get("password", ""), request.form.get("code", "").strip()
    if password != request.form.get("again", ""):
        return activation_page(user, {"again": NOT_ALIKE}), 422
    secret = own_secret() if code or is_required() else None
    try:
        user = redeem(lots().office, invitation, password, secret, code)
    except BadLink:
        raise Problem(404, USED) from None
    except BadPassword as error:
        errors = {"password": str(error)}
    except WrongCode:
        errors = {"code": WRONG}
    if errors:
        return activation_page(user, errors), 422
    session.pop(SECRET, None)
    flash("Kontot är klart. Välkommen.")
    return let_in(user, how="engångslänk")


def activation_page(user: User, errors: dict[str, str]) -> str:
    """The form, with the same secret as long as it is open."""
    secret = own_secret()
    return render_template(
        "admin/activation.html",
        invited=user,
        errors=errors,
        shortest=SHORTEST,
        required=is_required(),
        code=Markup(code_svg(app_address(secret, user.username))),
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
    )


def invited(invitation: str) -> User:
    """Whom the link is for; raises Problem 404 for one that cannot be used."""
    try:
        return read_invitation(lots().office, invitation)
    except BadLink:
        raise Problem(404, USED) from None


def own_secret() -> str:
    """The secret offered to this visitor."""
    return str(session.setdefault(SECRET, new_secret()))


def is_required() -> bool:
    """Whether one must have a second step."""
    return lots().settings.two_step

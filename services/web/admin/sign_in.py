"""Signing in and out: password first, then the code for those who have one."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from services.accounts.audit import note
from services.accounts.session import end_session, start_session
from services.accounts.sign_in import LockedOut, SignInRefused, check_code, check_sign_in
from services.accounts.user import User
from services.web.admin.access import ANYONE, COOKIE, PREFIX, admits, signed_in
from services.web.context import lots

blueprint = Blueprint("admin_sign_in", __name__, url_prefix="/admin")
HALF = "half_signed_in"
HALF_LASTS = timedelta(minutes=5).total_seconds()
REFUSED = "Användarnamnet eller lösenordet stämmer inte. Försök igen."
WRONG_CODE = "Koden stämmer inte. Vänta på nästa kod i appen och försök igen."
LOCKED = "Det blev för många försök. Vänta en kvart, eller be om en ny länk."


@blueprint.get("/logga-in")
@admits(ANYONE)
def show() -> str | Response:
    """The form; whoever is signed in goes on."""
    if signed_in():
        return redirect(safe_target(request.args.get("till", "")), 303)
    return sign_in_page(request.args.get("till", ""))


@blueprint.post("/logga-in")
@admits(ANYONE)
def enter() -> Response | tuple[str, int]:
    """Takes user name and password."""
    target, username = request.form.get("till", ""), request.form.get("username", "")
    try:
        user = check_sign_in(lots().office, username, request.form.get("password", ""))
    except SignInRefused:
        return sign_in_page(target, username, REFUSED), 422
    except LockedOut:
        return sign_in_page(target, username, LOCKED), 429
    if not user.two_step:
        return let_in(user, target)
    session[HALF] = {"id": user.id, "at": lots().office.clock().timestamp()}
    return redirect(url_for("admin_sign_in.ask_code", till=target), 303)


@blueprint.get("/logga-in/kod")
@admits(ANYONE)
def ask_code() -> str | Response:
    """Asks for the code, of one whose password was right."""
    if half_signed_in() is None:
        return redirect(url_for("admin_sign_in.show"), 303)
    return render_template("admin/code.html", target=request.args.get("till", ""), error=None)


@blueprint.post("/logga-in/kod")
@admits(ANYONE)
def enter_code() -> Response | tuple[str, int]:
    """Takes the code."""
    account, target = half_signed_in(), request.form.get("till", "")
    if account is None:
        return redirect(url_for("admin_sign_in.show"), 303)
    try:
        user = check_code(lots().office, account, request.form.get("code", ""))
    except SignInRefused:
        return render_template("admin/code.html", target=target, error=WRONG_CODE), 422
    except LockedOut:
        return render_template("admin/code.html", target=target, error=LOCKED), 429
    return let_in(user, target)


@blueprint.post("/logga-ut")
@admits(ANYONE)
def leave() -> Response:
    """Signs out."""
    user = signed_in()
    if user:
        end_session(lots().office, request.cookies.get(COOKIE, ""))
        note(lots().office, user.username, user.scope, "sign_out")
    session.clear()
    flash("Du är utloggad.")
    response = redirect(url_for("admin_sign_in.show"), 303)
    response.delete_cookie(COOKIE, path=PREFIX)
    return response


def sign_in_page(target: str, username: str = "", error: str | None = None) -> str:
    """The sign-in form, with what was typed except the password."""
    return render_template(
        "admin/sign_in.html",
        target=target,
        username=username,
        error=error,
        providers=lots().providers,
    )


def half_signed_in() -> str | None:
    """The account whose password was right a moment ago."""
    half = session.get(HALF)
    if not half or lots().office.clock().timestamp() - half["at"] > HALF_LASTS:
        return None
    return str(half["id"])


def let_in(user: User, target: str = "", how: str = "lösenord") -> Response:
    """Starts a session and goes to the page that was asked for."""
    session.pop(HALF, None)
    token = start_session(lots().office, user.id)
    note(lots().office, user.username, user.scope, "sign_in", detail=how)
    response = redirect(safe_target(target), 303)
    response.set_cookie(
        COOKIE, token, path=PREFIX, secure=request.is_secure, httponly=True, samesite="Lax"
    )
    return response


def safe_target(target: str) -> str:
    """The page to go to: one of the admin's own, nothing else."""
    inside = target.startswith(PREFIX + "/") and not set(target) & set("\\\r\n\t")
    return target if inside and "//" not in target else url_for("admin_start.show")

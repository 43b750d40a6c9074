"""Who may enter: every address under /admin is closed until its view says who it admits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import (
    Flask,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_wtf.csrf import CSRFError, CSRFProtect
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from services.accounts import audit
from services.accounts.session import find_user
from services.accounts.user import ROLES, User
from services.web.admin.navigation import list_entries
from services.web.context import lots
from services.web.problem import Problem

View = TypeVar("View", bound=Callable[..., Any])
PREFIX = "/admin"
COOKIE = "lots_admin"
ANYONE = "anyone"
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


def admits(role: str) -> Callable[[View], View]:
    """Says who may enter a view: reader, editor or administrator, and all above; or ANYONE,
    for the pages by which one signs in."""
    if role not in (*ROLES, ANYONE):
        raise ValueError(role)

    def mark(view: View) -> View:
        view.admits = role  # type: ignore[attr-defined]
        return view

    return mark


def current_user() -> User:
    """Who is signed in. Raises Problem 401 where nobody is."""
    user = signed_in()
    if user is None:
        raise Problem(401)
    return user


def signed_in() -> User | None:
    """Who is signed in, or None; looked up once a request."""
    if "admin_user" not in g:
        token = request.cookies.get(COOKIE)
        g.admin_user = find_user(lots().office, token) if token else None
    return cast("User | None", g.admin_user)


def own_or_404(scope: str) -> None:
    """Raises Problem 404 for what lies in another scope than the user's own."""
    if not current_user().owns(scope):
        raise Problem(404)


def note_done(action: str, target: str | None = None, detail: str | None = None) -> None:
    """Writes what the user did in the audit log of their scope."""
    user = current_user()
    audit.note(lots().office, user.username, user.scope, action, target, detail)


def guard_admin(app: Flask) -> None:
    """Puts the guard before every request, and the user into every admin template."""
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None)
    protection = CSRFProtect(app)

    def guard() -> Response | None:
        if not under_prefix():
            return None
        refusal = refuse_unwanted()
        if refusal is None and request.method not in SAFE_METHODS:
            check_token(protection)
        return refusal

    app.before_request(guard)
    app.context_processor(template_words)


def refuse_unwanted() -> Response | None:
    """Turns away whoever the view does not admit: to the sign-in page, or with Problem 403."""
    if request.endpoint is None:
        return None  # no such page: answered as everywhere else
    role = getattr(current_app.view_functions[request.endpoint], "admits", None)
    if role is None:
        raise Problem(403, "Sidan är inte öppen för någon.")
    if role == ANYONE:
        return None
    user = signed_in()
    if user is None:
        return keep_typed() if request.form else to_sign_in()
    if not user.may(role):
        raise Problem(403)
    return None


def to_sign_in() -> Response:
    """The sign-in page, which leads back to the page that was asked for."""
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("admin_sign_in.show", till=back), 303)


def keep_typed() -> Response:
    """A page that holds what was typed until one has signed in again, and sends it then. It
    carries the form's own token, so that a form from elsewhere is refused as ever."""
    fields = list(request.form.items(multi=True))
    return make_response(render_template("admin/signed_out.html", fields=fields), 401)


def check_token(protection: CSRFProtect) -> None:
    """Raises Problem 400 for a form that was not sent from our own page."""
    if not current_app.config.get("WTF_CSRF_ENABLED", True):
        return
    try:
        protection.protect()
    except CSRFError:
        raise Problem(
            400, "Formuläret gick inte att känna igen. Gå tillbaka, läs in sidan och försök igen."
        ) from None


def under_prefix() -> bool:
    """Whether the request is for the admin."""
    return request.path == PREFIX or request.path.startswith(PREFIX + "/")


def template_words() -> dict[str, Any]:
    """`user` and `navigation` for the admin's templates."""
    if not under_prefix():
        return {}
    try:
        user = signed_in()
    except SQLAlchemyError:  # the page that says so must be shown
        user = None
    return {"user": user, "navigation": list_entries(user) if user else ()}

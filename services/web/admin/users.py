"""The scope's users: invite, change role, new link, close. The operator does it for everyone."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from services.accounts.account import (
    BadAccount,
    UnknownAccount,
    add_account,
    close_account,
    get_account,
    list_accounts,
    open_account,
    set_role,
)
from services.accounts.invitation import DAYS_VALID, invite
from services.accounts.user import ROLE_NAMES, User
from services.web.admin.access import admits, current_user
from services.web.context import lots
from services.web.problem import Problem

blueprint = Blueprint("admin_users", __name__, url_prefix="/admin")
YOURSELF = "Du kan inte ändra ditt eget konto här. Be en annan administratör."


@blueprint.get("/anvandare")
@admits("administrator")
def show() -> str:
    """Everyone in the scope, and the form to invite."""
    return users_page()


@blueprint.post("/anvandare")
@admits("administrator")
def add() -> str | tuple[str, int]:
    """Makes an account and shows its link, once."""
    form, by = request.form, current_user().username
    try:
        user = add_account(
            lots().office,
            form.get("username", ""),
            scope=wanted_scope(),
            role=form.get("role", ""),
            by=by,
            name=form.get("name", ""),
        )
    except BadAccount as error:
        return users_page(errors={error.field: str(error)}), 422
    return users_page(link=new_link(user), invited=user)


@blueprint.post("/anvandare/<account>/lank")
@admits("administrator")
def link(account: str) -> str:
    """A new link for one who has lost the password or the phone."""
    user = managed(account)
    if user.closed_at:
        raise Problem(404)
    return users_page(link=new_link(user), invited=user)


@blueprint.post("/anvandare/<account>/roll")
@admits("administrator")
def change_role(account: str) -> Response:
    """Another role."""
    user = another(account)
    if user:
        try:
            set_role(lots().office, account, request.form.get("role", ""), by=me())
        except BadAccount as error:
            flash(str(error))
        else:
            flash(f"Rollen för {user.name} är ändrad.")
    return to_users()


@blueprint.post("/anvandare/<account>/stang")
@admits("administrator")
def close(account: str) -> Response:
    """Closes the account; the person is out at once."""
    user = another(account)
    if user:
        close_account(lots().office, account, by=me())
        flash(f"Kontot för {user.name} är stängt.")
    return to_users()


@blueprint.post("/anvandare/<account>/oppna")
@admits("administrator")
def reopen(account: str) -> Response:
    """Opens a closed account again; a new link is needed."""
    user = another(account)
    if user:
        open_account(lots().office, account, by=me())
        flash(f"Kontot för {user.name} är öppet igen. Gör en ny länk.")
    return to_users()


def users_page(
    *, errors: dict[str, str] | None = None, link: str = "", invited: User | None = None
) -> str:
    """The page, with what was typed where it has to be put right."""
    return render_template(
        "admin/users.html",
        users=list_accounts(lots().office, None if is_operator() else current_user().scope),
        roles=ROLE_NAMES,
        errors=errors or {},
        typed=request.form if errors else {},
        link=link,
        invited=invited,
        days=DAYS_VALID,
        operator=is_operator(),
    )


def is_operator() -> bool:
    """Whether it is the whole country's administrator, who lets in the first one everywhere."""
    user = current_user()
    return user.scope == "national" and user.may("administrator")


def wanted_scope() -> str:
    """The scope of a new account: the user's own, or what the operator wrote."""
    code = request.form.get("code", "").strip()
    if not is_operator() or not code:
        return current_user().scope
    return f"region:{code}" if len(code) == 2 else f"municipality:{code}"


def managed(account: str) -> User:
    """An account that is the user's to manage; raises Problem 404."""
    try:
        user = get_account(lots().office, account)
    except UnknownAccount:
        raise Problem(404) from None
    if not is_operator() and not current_user().owns(user.scope):
        raise Problem(404)
    return user


def another(account: str) -> User | None:
    """A managed account that is not the user's own; for that one it says why not."""
    user = managed(account)
    if user.id == current_user().id:
        flash(YOURSELF)
        return None
    return user


def new_link(user: User) -> str:
    """The address of a new one-time link."""
    token = invite(lots().office, user.id, by=me())
    return url_for("admin_activation.show_link", invitation=token, _external=True)


def me() -> str:
    """The user name of whoever does it."""
    return current_user().username


def to_users() -> Response:
    """Back to the list."""
    return redirect(url_for("admin_users.show"), 303)

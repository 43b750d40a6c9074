"""Signing in with the municipality's own single sign-on."""

from __future__ import annotations

import logging
from dataclasses import asdict

from flask import Blueprint, flash, redirect, request, session, url_for
from werkzeug.wrappers import Response

from services.accounts.audit import note
from services.accounts.identity import (
    Identity,
    NoAccount,
    SignOnFailed,
    Ticket,
    account_for,
)
from services.accounts.provider import Provider
from services.web.admin.access import ANYONE, admits
from services.web.admin.sign_in import let_in
from services.web.context import lots

blueprint = Blueprint("admin_single_sign_on", __name__, url_prefix="/admin")
KEPT = "single_sign_on"
FAILED = "Det gick inte att logga in den vägen just nu. Försök igen om en stund."
UNKNOWN = "Det finns inget konto för dig här. Be din administratör om en inbjudan."


@blueprint.get("/organisation/<provider>")
@admits(ANYONE)
def begin(provider: str) -> Response:
    """Sends the visitor to the provider."""
    found = find_provider(provider)
    if found is None:
        return back_with(FAILED)
    try:
        address, ticket = start(found)
    except SignOnFailed as error:
        return failed(found, error)
    session[KEPT] = asdict(ticket) | {"provider": found.id, "till": request.args.get("till", "")}
    return redirect(address, 303)


@blueprint.get("/organisation/<provider>/svar")
@admits(ANYONE)
def finish(provider: str) -> Response:
    """Takes the visitor back, and in."""
    found, kept = find_provider(provider), session.pop(KEPT, None)
    if found is None or not kept or kept.pop("provider") != found.id:
        return back_with(FAILED)
    target = kept.pop("till")
    try:
        user = account_for(lots().office, found, come_back(found, Ticket(**kept)))
    except SignOnFailed as error:
        return failed(found, error)
    except NoAccount:
        note(lots().office, "okänt konto", found.scope, "sign_in_failed", detail=found.id)
        return back_with(UNKNOWN)
    return let_in(user, target, how=found.name)


def start(provider: Provider) -> tuple[str, Ticket]:
    """Where to send the visitor. The library is read first here: it takes a second, which the
    start of the service has no use for."""
    from services.accounts.single_sign_on import begin_sign_on

    return begin_sign_on(provider, return_address(provider))


def come_back(provider: Provider, ticket: Ticket) -> Identity:
    """Who it is, by the address of this request."""
    from services.accounts.single_sign_on import finish_sign_on

    return finish_sign_on(provider, return_address(provider), request.url, ticket)


def find_provider(id: str) -> Provider | None:
    """The provider with this id, or None."""
    return next((one for one in lots().providers if one.id == id), None)


def return_address(provider: Provider) -> str:
    """Where the provider sends the visitor back to."""
    return url_for("admin_single_sign_on.finish", provider=provider.id, _external=True)


def failed(provider: Provider, error: SignOnFailed) -> Response:
    """Logs what kind of error it was, and says it in plain words."""
    logging.getLogger("services.web.admin").warning("single sign-on %s: %s", provider.id, error)
    return back_with(FAILED)


def back_with(words: str) -> Response:
    """The sign-in page again, with the words."""
    flash(words)
    return redirect(url_for("admin_sign_in.show"), 303)

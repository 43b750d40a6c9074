"""The state of the service, told truthfully."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.web.context import lots
from services.web.part import database_answers

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def health() -> Response:
    """200 also when a part is down: the chat still answers. A fixed clock is said aloud."""
    engine = lots().dialogue.engine.state()
    database = "ok" if database_answers(lots().engine) else "down"
    well = engine == "ready" and database == "ok"
    state = {"status": "ok" if well else "degraded", "engine": engine, "database": database}
    if lots().settings.now is not None:
        state["now"] = lots().clock().isoformat()
    return jsonify(state)


@blueprint.get("/status")
def status() -> AnyResponse:
    """The address that people guess: the page itself is for those who are signed in."""
    return redirect(url_for("admin_status.show"), 303)

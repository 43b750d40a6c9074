"""The state of the service, told truthfully."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from services.web.context import lots

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def health() -> Response:
    """200 also when a part is down: the chat still answers. A fixed clock is said aloud."""
    engine = lots().dialogue.engine.state()
    database = database_state()
    well = engine == "ready" and database == "ok"
    state = {"status": "ok" if well else "degraded", "engine": engine, "database": database}
    if lots().settings.now is not None:
        state["now"] = lots().clock().isoformat()
    return jsonify(state)


def database_state() -> str:
    """`ok` or `down`."""
    try:
        with lots().engine.connect() as connection:
            connection.execute(text("SELECT 1 FROM edition"))
    except SQLAlchemyError:
        return "down"
    return "ok"

"""`/metrics`: what the meter has counted, and how things stand right now."""

from __future__ import annotations

from flask import Blueprint, Response
from prometheus_client import generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError

from services.registry.verification import count_freshness
from services.web.context import lots
from services.web.meter import Meter
from services.web.part import database_answers

blueprint = Blueprint("metrics", __name__)


@blueprint.get("/metrics")
def show() -> Response:
    """Prometheus text. Each web process tells of itself."""
    meter = lots().dialogue.meter
    note_state(meter)
    return Response(generate_latest(meter.registry), content_type=CONTENT_TYPE_LATEST)


def note_state(meter: Meter) -> None:
    """Reads what is asked for at each scrape: which parts answer and how fresh the contacts are."""
    meter.up.labels("engine").set(lots().dialogue.engine.state() == "ready")
    meter.up.labels("database").set(database_answers(lots().engine))
    try:
        counts = count_freshness(lots().engine, lots().clock().date())
    except SQLAlchemyError:
        return
    for state, number in counts.items():
        meter.contacts.labels(state).set(number)

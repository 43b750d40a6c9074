"""Erases what has been kept as long as it may, every hour while the service runs."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

from sqlalchemy.exc import SQLAlchemyError

from services.conversation.store import ConversationStore
from services.desk.callback import erase_old_callbacks, renew_seals
from services.desk.desk import Desk
from services.desk.question import erase_old_questions
from services.registry.report import erase_old_notes
from services.registry.store import Store

HOUR = 3600.0
Job = Callable[[], int]


def erase_hourly(conversations: ConversationStore, desk: Desk) -> None:
    """Starts the jobs in a thread that ends with the process: at once, then every hour."""
    jobs = list_jobs(conversations, desk)
    stop = threading.Event()
    threading.Thread(target=_work, args=(jobs, stop), name="retention", daemon=True).start()


def list_jobs(conversations: ConversationStore, desk: Desk) -> tuple[Job, ...]:
    """What is done each time; a job says how many things it did."""
    return (
        conversations.erase_old,
        lambda: erase_old_callbacks(desk),
        lambda: erase_old_questions(desk),
        lambda: erase_old_notes(Store(desk.engine, desk.clock)),
        lambda: renew_seals(desk),
    )


def run_jobs(jobs: Sequence[Job]) -> None:
    """Runs each of them; one that fails does not keep the next from running."""
    for job in jobs:
        try:
            job()
        except SQLAlchemyError as error:
            logging.getLogger("services.web").error("retention: %s", type(error).__name__)


def _work(jobs: Sequence[Job], stop: threading.Event) -> None:
    run_jobs(jobs)
    while not stop.wait(HOUR):
        run_jobs(jobs)

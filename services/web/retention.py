"""Erases what is older than a day, every hour while the service runs."""

from __future__ import annotations

import logging
import threading

from sqlalchemy.exc import SQLAlchemyError

from services.conversation.store import ConversationStore

HOUR = 3600.0


def erase_hourly(store: ConversationStore) -> None:
    """Starts the job in a thread that ends with the process."""
    stop = threading.Event()
    threading.Thread(target=_work, args=(store, stop), name="retention", daemon=True).start()


def _work(store: ConversationStore, stop: threading.Event) -> None:
    while not stop.wait(HOUR):
        try:
            store.erase_old()
        except SQLAlchemyError as error:
            logging.getLogger("services.web").error("retention: %s", type(error).__name__)

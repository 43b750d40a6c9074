"""What every page stands on, reached as `lots()`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import current_app
from flask_limiter import Limiter
from sqlalchemy import Engine

from services.accounts.office import Office
from services.accounts.provider import Provider
from services.conversation.store import ConversationStore
from services.desk.desk import Desk
from services.registry.lookup import Directory
from services.settings import Settings
from services.web.dialogue import Dialogue
from services.web.watch import Watch


@dataclass(frozen=True)
class Lots:
    """The application's own things. `engine` is the database, `clock` gives an aware moment in
    Stockholm (the fixed one of LOTS_NOW where it is set), `dialogue` answers messages,
    `office` keeps the accounts, `desk` what people leave with a municipality, `watch` tells
    which parts answer."""

    engine: Engine
    directory: Directory
    clock: Callable[[], datetime]
    settings: Settings
    conversations: ConversationStore
    dialogue: Dialogue
    limiter: Limiter
    office: Office
    providers: tuple[Provider, ...]
    desk: Desk
    watch: Watch


def lots() -> Lots:
    """The things of the application that is serving."""
    return cast(Lots, current_app.extensions["lots"])

"""The application as the tests serve it: a seeded database, a fixed time, an engine that obeys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask

from services.navigator.ask import ask_need
from services.navigator.reply import Reply
from services.navigator.support import say_support
from services.registry.database import open_database
from services.registry.lookup import Directory
from services.registry.migration import upgrade_database
from services.registry.seed import seed_registry
from services.settings import Settings, read_settings
from services.understanding.situation import Need, Situation
from services.web import create_app
from services.web.engine import Engine, EngineReply, EngineUnavailable

NOW = "2026-11-24T10:00"  # a Tuesday


class ObedientEngine(Engine):
    """Asks when it reads "fråga", finds danger in "andas", else answers with the konsulent."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("http://127.0.0.1:9")
        self.directory = Directory(open_database(settings.database_url))
        self.now = settings.clock()
        self.asked: list[tuple[str, str, dict[str, Any]]] = []
        self.forgotten: list[str] = []
        self.down = False

    def ask(self, session: str, text: str, metadata: dict[str, Any]) -> EngineReply:
        self.asked.append((session, text, metadata))
        if self.down:
            raise EngineUnavailable("down")
        reply = self.reply_to(text, metadata["municipality"])
        return EngineReply([reply.bubble()], **reply.payload())

    def reply_to(self, text: str, place: str | None) -> Reply:
        if "fråga" in text:
            return ask_need(Situation())
        danger = "andas" in text
        situation = Situation(
            triage="danger" if danger else "routine",
            triage_reason="medical" if danger else None,
            areas=("demens",),
            stage="tyngre",
            needs=(Need("anhorigkonsulent", 0.7), Need("avlosning", 0.2)),
        )
        return say_support(situation, place, self.now, self.directory)

    def forget(self, session: str) -> None:
        self.forgotten.append(session)

    def state(self) -> str:
        return "down" if self.down else "ready"


def seed(folder: Path) -> Path:
    """A database as the files of data/registry give it."""
    path = folder / "seeded.db"
    engine = open_database(f"sqlite:///{path}")
    upgrade_database(engine)
    seed_registry(engine)
    engine.dispose()
    return path


def settings_of(database: Path, **environment: str) -> Settings:
    """Settings for a test, from a made-up environment."""
    return read_settings(
        {
            "LOTS_VAR": str(database.parent),
            "LOTS_DATABASE_URL": f"sqlite:///{database}",
            "LOTS_SECRET_KEY": "not a secret",
            "LOTS_NOW": NOW,
            "LOTS_CHAT_RATE_LIMIT": "off",
            **environment,
        }
    )


def make_app(settings: Settings, engine: Engine | None = None) -> Flask:
    """The application with an obedient engine, nothing in the background."""
    app = create_app(settings, engine=engine or ObedientEngine(settings), warm=False)
    app.config["TESTING"] = True
    return app


def with_database(settings: Settings, url: str) -> Settings:
    """The same settings with another database."""
    return replace(settings, database_url=url)

"""The same code on PostgreSQL and Redis, by settings alone."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import redis
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import Engine, text

from services.command import programs
from services.command.serve import command
from services.conversation.store import ConversationStore
from services.registry.database import open_database
from services.registry.migration import downgrade_database
from services.registry.store import Store
from services.settings import ROOT, Settings, read_settings
from tests.servers import Postgresql, Redis, needs_postgresql, needs_redis
from tests.web.serving import make_app, settings_of


@pytest.fixture
def on_both(
    postgres: Engine, postgresql: Postgresql, redis_server: Redis, tmp_path: Path
) -> Iterator[Settings]:
    settings = settings_of(tmp_path / "unused.db", LOTS_REDIS_URL=redis_server.url)
    redis.from_url(redis_server.url).flushall()
    yield replace(settings, database_url=postgresql.url, chat_rate_limit="3 per minute")


@needs_postgresql
def test_conversations_are_kept_and_erased(postgres: Engine) -> None:
    store = ConversationStore(postgres)
    store.append("ett", "hej", None, {"asks": "need"})
    store.append("ett", "mer", "need", {"asks": None})
    assert [turn.text for turn in store.list_turns("ett")] == ["hej", "mer"]
    assert store.erase("ett") and store.list_turns("ett") == ()
    with postgres.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM conversation_turn")) == 0


@needs_postgresql
@needs_redis
def test_two_web_processes_share_conversations_and_limits(on_both: Settings) -> None:
    first, second = make_app(on_both), make_app(on_both)
    body = {"message": "avlösning", "session": None, "municipality": "9999"}
    session = first.test_client().post("/api/chat", json=body).get_json()["session"]
    again = body | {"message": "och kostnaden", "session": session}
    answer = second.test_client().post("/api/chat", json=again)
    assert answer.get_json()["session"] == session, "the other process knows the conversation"
    assert second.test_client().post("/api/chat", json=body).status_code == 200
    limited = first.test_client().post("/api/chat", json=body)
    assert limited.status_code == 429, "three a minute, whichever process is asked"
    assert int(limited.headers["Retry-After"]) >= 0
    close(first, second)


@needs_postgresql
def test_without_redis_people_still_come_in(on_both: Settings) -> None:
    dead = make_app(replace(on_both, redis_url="redis://127.0.0.1:9/0"))
    answer = dead.test_client().post("/api/chat", json={"message": "avlösning"})
    assert answer.status_code == 200
    close(dead)


@needs_postgresql
def test_an_edit_in_one_process_is_seen_in_the_other(on_both: Settings) -> None:
    first, second = make_app(on_both), make_app(on_both)
    things = first.extensions["lots"]
    store = Store(things.engine, clock=things.clock)
    record = store.list_records(municipality="9999")[0]
    second.extensions["lots"].directory.list_contacts("9999")
    store.edit(record.id, {"name": "Nytt namn"}, by="prov", expected_version=record.version)
    seen = second.extensions["lots"].directory.list_contacts("9999")
    assert "Nytt namn" in {contact.name for contact in seen}
    close(first, second)


@needs_postgresql
def test_two_servers_migrate_at_once(postgresql: Postgresql, tmp_path: Path) -> None:
    engine = open_database(postgresql.url)
    downgrade_database(engine)
    env = os.environ | {"LOTS_DATABASE_URL": postgresql.url, "LOTS_VAR": str(tmp_path)}
    words = [sys.executable, "-c", "from services.command.migrate import migrate; migrate()"]
    started = [subprocess.Popen(words, cwd=ROOT, env=env) for _ in range(3)]
    assert [process.wait(90) for process in started] == [0, 0, 0]
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM alembic_version")) == 1
    downgrade_database(engine)
    engine.dispose()


def test_several_engine_processes_lock_in_redis(tmp_path: Path) -> None:
    environment = {"LOTS_VAR": str(tmp_path), "LOTS_RASA_WORKERS": "2"}
    url = "redis://:en%20nyckel@lager:6380/3"
    told = programs.rasa_program(read_settings(environment | {"LOTS_REDIS_URL": url}), tmp_path)
    assert "bot/endpoints.redis.yml" in told.command
    assert told.env["SANIC_WORKERS"] == "2"
    assert (told.env["REDIS_HOST"], told.env["REDIS_PORT"]) == ("lager", "6380")
    assert (told.env["REDIS_DB"], told.env["REDIS_PASSWORD"]) == ("3", "en nyckel")


@pytest.mark.parametrize("redis_url", ["", "redis://lager:6379/0"])
def test_an_engine_that_is_alone_needs_no_redis(tmp_path: Path, redis_url: str) -> None:
    environment = {"LOTS_VAR": str(tmp_path), "LOTS_REDIS_URL": redis_url}
    alone = programs.rasa_program(read_settings(environment), tmp_path)
    assert "bot/endpoints.yml" in alone.command
    assert "REDIS_HOST" not in alone.env


def test_several_engine_processes_without_redis_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOTS_VAR", str(tmp_path))
    monkeypatch.setenv("LOTS_RASA_WORKERS", "2")
    monkeypatch.delenv("LOTS_REDIS_URL", raising=False)
    refused = CliRunner().invoke(command, ["--port", "18932"])
    assert refused.exit_code == 1 and "LOTS_REDIS_URL" in refused.output


def close(*apps: Flask) -> None:
    for app in apps:
        app.extensions["lots"].engine.dispose()

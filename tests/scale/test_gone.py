"""PostgreSQL and Redis killed while people use the service: what they see, and what is kept."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, inspect, text

from services.desk.callback import list_callbacks
from services.registry.database import open_database
from services.registry.migration import upgrade_database
from services.registry.seed import seed_registry
from services.registry.store import Store
from services.web.part import redis_state
from tests.servers import Postgresql, Redis, needs_postgresql, needs_redis
from tests.web.admin.conftest import OWN, signed_in_client
from tests.web.serving import make_app, seed, settings_of
from tests.web.test_desk_pages import WISH

# Several waits for a lock of two seconds, on a busy machine; without a limit it is for ever.
PATIENCE = 60.0
HANG = 5.0  # It waits half a second, and a little for trying again; then it counts by itself.
ASKS = {"message": "pappa har demens, jag behöver avlösning", "municipality": "9999"}
DANGER = {"message": "mamma andas inte", "municipality": "9999"}


@pytest.fixture
def app(postgres: Engine, postgresql: Postgresql, tmp_path: Path) -> Iterator[Flask]:
    settings = settings_of(tmp_path / "unused.db", LOTS_TWO_STEP="optional")
    app = make_app(replace(settings, database_url=postgresql.url))
    app.config["WTF_CSRF_ENABLED"] = False
    app.extensions["lots"].dialogue.engine.directory = app.extensions["lots"].directory
    yield app
    app.extensions["lots"].engine.dispose()


def numbers(client: FlaskClient, body: dict[str, str]) -> list[str]:
    """Whom the chat says that one can call."""
    found = client.post("/api/chat", json=body)
    assert found.status_code == 200
    return [contact["phone"] for contact in found.get_json()["answer"]["contacts"]]


@needs_postgresql
def test_postgresql_dies_and_comes_back(app: Flask, postgresql: Postgresql) -> None:
    client, things = app.test_client(), app.extensions["lots"]
    editor = signed_in_client(app, "editor", OWN)
    assert client.post("/ring-mig", data=WISH).status_code == 303
    record = Store(things.engine).list_records(municipality="9999")[0]
    Store(things.engine).edit(record.id, {"name": "Nytt namn"}, by="provet")
    usual = numbers(client, ASKS)
    things.dialogue.engine.down = True
    postgresql.stop()
    try:
        assert {"112", "1177"} <= set(numbers(client, ASKS))
        assert numbers(client, DANGER)[0] == "112"
        page = client.post("/", data={**DANGER, "kommun": "9999"}, follow_redirects=True)
        assert page.status_code == 200 and "mamma andas inte" in page.text, "also without scripts"
        assert "tel:112" in page.text
        for refused in (
            client.post("/ring-mig", data=WISH),
            editor.get("/admin/"),
            editor.post(f"/admin/kontakt/{record.id}/andra", data={"name": "Borta"}),
        ):
            assert refused.status_code == 503
            assert "just nu" in refused.text and "112" in refused.text
            assert "Traceback" not in refused.text and "psycopg" not in refused.text
    finally:
        postgresql.start()
    things.dialogue.engine.down = False
    assert numbers(client, ASKS) == usual
    assert editor.get("/admin/").status_code == 200
    assert len(list_callbacks(things.desk, "9999")) == 1
    assert Store(things.engine).get_record(record.id).name == "Nytt namn"


@needs_postgresql
@needs_redis
def test_redis_dies_and_comes_back(
    postgres: Engine, postgresql: Postgresql, redis_server: Redis, tmp_path: Path
) -> None:
    settings = settings_of(tmp_path / "unused.db", LOTS_REDIS_URL=redis_server.url)
    settings = replace(settings, database_url=postgresql.url, chat_rate_limit="50 per minute")
    app = make_app(settings)
    client = app.test_client()
    assert numbers(client, ASKS)
    redis_server.stop()
    try:
        for _ in range(3):
            assert numbers(client, ASKS)
        assert numbers(client, DANGER)[0] == "112"
    finally:
        redis_server.start()
    assert numbers(client, ASKS)
    app.extensions["lots"].engine.dispose()


@needs_redis
def test_a_redis_that_hangs_keeps_nobody_waiting(redis_server: Redis, tmp_path: Path) -> None:
    environment = {"LOTS_REDIS_URL": redis_server.url, "LOTS_CHAT_RATE_LIMIT": "3 per minute"}
    app = make_app(settings_of(seed(tmp_path), **environment))
    client = app.test_client()
    assert numbers(client, ASKS)
    with redis_server.hanging():
        waits = [seconds_of(lambda: numbers(client, DANGER)) for _ in range(3)]
        assert client.post("/api/chat", json=ASKS).status_code == 429, "counted here meanwhile"
        page = seconds_of(lambda: client.get("/ring-mig?kommun=9999"))
        assert redis_state(redis_server.url) == "down", "and it is told"
    assert max(waits) < HANG and page < HANG
    assert redis_state(redis_server.url) == "ready"
    app.extensions["lots"].engine.dispose()


def seconds_of(doing: Callable[[], object]) -> float:
    began = time.monotonic()
    doing()
    return time.monotonic() - began


@contextmanager
def everything_locked(url: str) -> Iterator[None]:
    """As a backup or a migration that never ends: nobody else can read or write a table."""
    engine = open_database(url)
    with engine.connect() as connection:
        names = ", ".join(inspect(connection).get_table_names())
        connection.execute(text(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE"))
        yield
        connection.rollback()
    engine.dispose()


@needs_postgresql
def test_a_database_that_does_not_answer_keeps_nobody_waiting(
    app: Flask, postgresql: Postgresql
) -> None:
    client, things = app.test_client(), app.extensions["lots"]
    things.dialogue.engine.down = True
    began = time.monotonic()
    with everything_locked(postgresql.url):
        assert numbers(client, DANGER)[0] == "112"
        assert {"112", "1177"} <= set(numbers(client, ASKS))
        refused = client.post("/ring-mig", data=WISH)
        assert refused.status_code == 503 and "just nu" in refused.text
    assert time.monotonic() - began < PATIENCE
    assert client.post("/ring-mig", data=WISH).status_code == 303
    assert len(list_callbacks(things.desk, "9999")) == 1


def test_a_file_that_somebody_writes_to_for_long_keeps_nobody_waiting(tmp_path: Path) -> None:
    own = open_database(f"sqlite:///{tmp_path / 'lots.db'}")
    upgrade_database(own)
    seed_registry(own)
    app = make_app(settings_of(tmp_path / "lots.db"))
    client, things = app.test_client(), app.extensions["lots"]
    began = time.monotonic()
    with own.connect() as other:
        other.execute(text("BEGIN IMMEDIATE"))
        assert numbers(client, DANGER)[0] == "112"
        assert numbers(client, ASKS), "what is read is not locked"
        other.rollback()
    assert time.monotonic() - began < PATIENCE
    assert numbers(client, ASKS)
    things.engine.dispose()
    own.dispose()

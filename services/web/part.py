"""The parts that the web stands on, each with the question whether it answers."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlsplit

import httpx
import redis
from sqlalchemy import Engine as Database
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from services.settings import Settings
from services.web.engine import Engine
from services.web.watch import Ask

PATIENCE = 0.5


def list_parts(settings: Settings, engine: Engine, database: Database) -> dict[str, Ask]:
    """The question to each part, in the order in which they are told of. Redis is asked only
    where it is used."""
    parts: dict[str, Ask] = {
        "engine": engine.state,
        "actions": partial(actions_state, settings.actions_url),
        "database": lambda: "ready" if database_answers(database) else "down",
    }
    if settings.redis_url:
        parts["redis"] = partial(redis_state, settings.redis_url)
    return parts


def database_answers(database: Database) -> bool:
    """Whether the database is there, with our tables in it."""
    try:
        with database.connect() as connection:
            connection.execute(text("SELECT 1 FROM edition"))
    except SQLAlchemyError:
        return False
    return True


def actions_state(url: str) -> str:
    """`ready` or `down`; the action server tells on another path than the engine uses."""
    address = urlsplit(url)._replace(path="/health").geturl()
    try:
        found = httpx.get(address, timeout=PATIENCE, trust_env=False)
    except (httpx.HTTPError, httpx.InvalidURL):
        return "down"
    return "ready" if found.is_success else "down"


def redis_state(url: str) -> str:
    """`ready` or `down`."""
    try:
        with redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE) as asked:
            asked.ping()
    except (redis.RedisError, ValueError):
        return "down"
    return "ready"

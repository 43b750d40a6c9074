"""Brings the database to the newest migration."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

ROOT = Path(__file__).resolve().parents[2]


def upgrade_database(engine: Engine, revision: str = "head") -> None:
    """Runs the migrations up to a revision."""
    with engine.connect() as connection:
        upgrade_connection(connection, revision)


def upgrade_connection(connection: Connection, revision: str) -> None:
    """The same on a connection; one that is in a transaction stays in it."""
    command.upgrade(_config(connection), revision)


def downgrade_database(engine: Engine, revision: str = "base") -> None:
    """Takes the migrations back to a revision."""
    with engine.connect() as connection:
        downgrade_connection(connection, revision)


def downgrade_connection(connection: Connection, revision: str = "base") -> None:
    """The same on a connection; one that is in a transaction stays in it."""
    command.downgrade(_config(connection), revision)


def _config(connection: Connection) -> Config:
    config = Config(str(ROOT / "alembic.ini"))
    config.attributes["connection"] = connection
    return config

"""Brings the database to the newest migration."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

ROOT = Path(__file__).resolve().parents[2]


def upgrade_database(engine: Engine, revision: str = "head") -> None:
    """Runs the migrations up to a revision."""
    with engine.connect() as connection:
        command.upgrade(_config(connection), revision)


def downgrade_database(engine: Engine, revision: str = "base") -> None:
    """Takes the migrations back to a revision."""
    with engine.connect() as connection:
        command.downgrade(_config(connection), revision)


def _config(connection: object) -> Config:
    config = Config(str(ROOT / "alembic.ini"))
    config.attributes["connection"] = connection
    return config

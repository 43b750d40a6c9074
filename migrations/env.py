"""Runs migrations against the database of the settings, or the connection it is handed."""

from alembic import context
from sqlalchemy import Connection

from services.registry.database import open_database
from services.registry.models import Base


def migrate(connection: Connection) -> None:
    """Brings one database to the wanted revision."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def main() -> None:
    """Uses the connection that the caller gave, else opens one."""
    handed = context.config.attributes.get("connection")
    if handed is not None:
        migrate(handed)
        return
    engine = open_database(context.config.get_main_option("sqlalchemy.url"))
    with engine.connect() as connection:
        migrate(connection)
    engine.dispose()


main()

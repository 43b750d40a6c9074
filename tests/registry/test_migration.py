"""One history of migrations, up and down, that ends where the models are."""

import re
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from services.registry.database import open_database
from services.registry.migration import ROOT, downgrade_database, upgrade_database
from services.registry.models import Base


def test_up_down_and_up_again(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'm.db'}")
    upgrade_database(engine)
    assert "service" in inspect(engine).get_table_names()
    downgrade_database(engine)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    upgrade_database(engine)
    engine.dispose()


def test_the_migrations_make_what_the_models_say(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'm.db'}")
    upgrade_database(engine)
    ours = set(Base.metadata.tables)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda n, kind, _: kind != "table" or n in ours}
        )
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_files_are_numbered_so_that_ls_tells_the_history() -> None:
    names = sorted(path.name for path in (ROOT / "migrations" / "versions").glob("*.py"))
    assert [name[:4] for name in names] == [f"{n:04}" for n in range(1, len(names) + 1)]
    assert all(re.fullmatch(r"\d{4}_[a-z_]+\.py", name) for name in names)


def test_sqlite_is_opened_with_care(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'm.db'}")
    with engine.connect() as connection:
        values = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        ]
    assert values == ["wal", 1, 5000, 1]
    engine.dispose()

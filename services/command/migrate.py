"""The migration process: alembic to the newest version, then the registry's seed."""

import sys
import traceback
from importlib import import_module
from importlib.util import find_spec

from services.command.alone import alone
from services.settings import ROOT, read_settings

NOT_MIGRATED = 3
WORDS = (
    "Databasen gick inte att uppdatera. Den är som den var, så den förra versionen kan fortsätta."
)


def main(demo: bool) -> int:
    """The process's status: NOT_MIGRATED when the database could not be brought to the newest
    version and is what it was before."""
    with alone(read_settings().database_url):
        try:
            migrate()
        except Exception:
            traceback.print_exc()
            print(WORDS, file=sys.stderr)  # noqa: T201
            return NOT_MIGRATED
        seed(demo)
    return 0


def migrate() -> None:
    """Runs the migrations, if the project has any."""
    if not (ROOT / "alembic.ini").exists():
        return
    from alembic.command import upgrade
    from alembic.config import Config

    upgrade(Config(str(ROOT / "alembic.ini")), "head")


def seed(demo: bool) -> None:
    """Loads data/registry, if the registry knows how."""
    if find_spec("services.registry") and find_spec("services.registry.seed"):
        import_module("services.registry.seed").seed(demo=demo)


if __name__ == "__main__":
    sys.exit(main("--no-demo" not in sys.argv))

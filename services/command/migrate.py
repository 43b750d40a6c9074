"""The migration process: alembic to the newest version, then the registry's seed."""

import sys
from importlib import import_module
from importlib.util import find_spec

from services.command.alone import alone
from services.settings import ROOT, read_settings


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
    with alone(read_settings().database_url):
        migrate()
        seed("--no-demo" not in sys.argv)

"""Preparing the database: migrations and seed, done only when they have changed."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from services.command.migrate import NOT_MIGRATED, WORDS
from services.command.programs import shared
from services.command.refusal import Refusal
from services.settings import ROOT, Settings

SOURCES = ("migrations", "data/registry", "data/vocabulary", "services/registry")


def prepare_database(settings: Settings, demo: bool) -> bool:
    """Brings the database up to date, in a process of its own; False when it already was."""
    stamp = settings.var / "prepared"
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted(settings, demo):
        return False
    (settings.var / "log").mkdir(parents=True, exist_ok=True)
    with (settings.var / "log" / "prepare.log").open("w", encoding="utf-8") as log:
        words = [sys.executable, "-P", "-m", "services.command.migrate"]
        done = subprocess.run(
            [*words, *([] if demo else ["--no-demo"])],
            cwd=ROOT,
            env={**os.environ, **shared(settings)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    if done.returncode == NOT_MIGRATED:
        raise Refusal(f"{WORDS} Felet står i {log.name}")
    if done.returncode:
        raise Refusal(f"Databasen gick inte att förbereda. Läs {log.name}")
    stamp.write_text(wanted(settings, demo), encoding="ascii")
    return True


def wanted(settings: Settings, demo: bool) -> str:
    """What the stamp says when nothing has to be done."""
    total = hashlib.sha256(f"{settings.database_url} {demo}".encode())
    for path in list_sources():
        total.update(path.read_bytes())
    return f"{total.hexdigest()} {database_version(settings.database_url)}"


def list_sources() -> list[Path]:
    starts = [ROOT / name for name in SOURCES]
    found = [path for start in starts for path in [start, *sorted(start.rglob("*"))]]
    return [path for path in found if path.is_file() and path.suffix != ".pyc"]


def database_version(url: str) -> str:
    """The version that an SQLite file says it has; "" for none, "unknown" for other databases."""
    if not url.startswith("sqlite:///"):
        return "unknown"
    path = url.removeprefix("sqlite:///")
    if not Path(path).exists():
        return ""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return str(connection.execute("SELECT version_num FROM alembic_version").fetchall())
    except sqlite3.Error:
        return ""

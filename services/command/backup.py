"""`./lots backup`: everything that must not be lost, in one file, while people use the service."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from services.accounts.audit import note_backup
from services.accounts.office import Office
from services.command.archive import Manifest, fingerprint, write_archive
from services.command.refusal import Refusal
from services.command.row_copy import write_rows
from services.command.sqlite_copy import copy_out, count_rows, revision_of
from services.registry.database import is_sqlite, open_database
from services.settings import Settings, read_settings

ADVICE = (
    "Nyckeln (LOTS_SECRET_KEY eller var/secret_key) ligger inte i kopian. Spara den på ett annat "
    "ställe: utan den går önskningar om att bli uppringd och koder i två steg inte att öppna."
)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def command(file: Path) -> None:
    """Spara registret, kontona och det som folk har lämnat i FILE, medan tjänsten är igång."""
    settings = read_settings()
    try:
        manifest = back_up(settings, file)
    except (OSError, sqlite3.Error, SQLAlchemyError) as error:
        raise Refusal(f"Kopian gick inte att skriva ({type(error).__name__}).") from None
    rows = sum(manifest.counts.values())
    click.echo(f"{rows} rader i {len(manifest.counts)} tabeller är sparade i {file}.")
    click.echo(ADVICE)
    if not tell_of_it(settings):
        click.echo("Tidpunkten gick inte att anteckna: driftläget visar en äldre kopia.")


def tell_of_it(settings: Settings) -> bool:
    """Notes in the database that it has been copied, for the page of how the service is; whether
    that went well. The copy is whole either way."""
    engine = open_database(settings.database_url)
    try:
        note_backup(Office(engine, settings.secret_key))
    except SQLAlchemyError:
        return False
    finally:
        engine.dispose()
    return True


def back_up(settings: Settings, file: Path) -> Manifest:
    """Writes the archive; raises OSError, sqlite3.Error or SQLAlchemyError."""
    with TemporaryDirectory(dir=file.resolve().parent, prefix=".kopia-") as folder:
        content = Path(folder) / "content"
        if is_sqlite(settings.database_url):
            kind, (revision, counts) = "sqlite", sqlite_content(settings, content)
        else:
            kind, (revision, counts) = "rows", row_content(settings, content)
        at = datetime.now(UTC).isoformat(timespec="seconds")
        manifest = Manifest(at, kind, revision, counts, fingerprint(settings.secret_key))
        write_archive(file, manifest, content)
    return manifest


def sqlite_content(settings: Settings, content: Path) -> tuple[str, dict[str, int]]:
    """The copy of an SQLite file, its revision and its rows by table."""
    database = sqlite_file(settings)
    if not database.exists():
        raise Refusal("Det finns ingen databas att kopiera än. Starta tjänsten först.")
    copy_out(database, content)
    with closing(sqlite3.connect(content)) as connection:
        return revision_of(content), count_rows(connection)


def row_content(settings: Settings, content: Path) -> tuple[str, dict[str, int]]:
    """The rows of another database, its revision and its rows by table."""
    engine = open_database(settings.database_url)
    try:
        return write_rows(engine, content)
    finally:
        engine.dispose()


def sqlite_file(settings: Settings) -> Path:
    """Where the SQLite database lies; refuses one in memory, which nothing outlives."""
    name = make_url(settings.database_url).database
    if not name or name == ":memory:":
        raise Refusal("Databasen ligger i minnet och går inte att kopiera.")
    return Path(name)

"""`./lots restore`: checks a backup from end to end, and only then puts it in place."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError

from services.command.archive import BadArchive, Manifest, is_known_secret, read_archive
from services.command.backup import sqlite_file
from services.command.refusal import Refusal
from services.command.row_copy import read_rows
from services.command.sqlite_copy import (
    check_copy,
    compare,
    copy_in,
    count_rows,
    newest_edition,
    raise_editions,
)
from services.registry.database import is_sqlite, open_database
from services.registry.migration import upgrade_database
from services.settings import Settings, read_settings

OTHER_KEY = (
    "Kopian är gjord med en annan nyckel än den som gäller nu. Lägg tillbaka den gamla nyckeln i "
    "var/secret_key, eller sätt den i LOTS_SECRET_KEY eller LOTS_OLD_SECRET_KEYS. Finns den inte "
    "kvar: lägg till --without-key. Då går önskningar om att bli uppringd inte att läsa, och den "
    "som loggar in med en kod i två steg behöver en ny länk (./lots user link)."
)
BUSY = "Databasen är upptagen. Stoppa tjänsten och pröva igen. Ingenting är ändrat."


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--without-key", is_flag=True, help="Läs in fast nyckeln är en annan.")
@click.option("--check", is_flag=True, help="Pröva bara kopian, ändra ingenting.")
def command(file: Path, without_key: bool, check: bool) -> None:
    """Lägg tillbaka det som ./lots backup har sparat i FILE. Det som finns nu ersätts."""
    try:
        manifest = restore(read_settings(), file, without_key=without_key, check=check)
    except BadArchive as error:
        raise Refusal(f"{error} Ingenting är ändrat.") from None
    except (sqlite3.OperationalError, SQLAlchemyError) as error:
        raise Refusal(f"{BUSY} ({type(error).__name__})") from None
    rows = sum(manifest.counts.values())
    done = "är hel" if check else "är tillbaka, och raderna stämmer tabell för tabell"
    click.echo(f"Kopian från {manifest.made_at} med {rows} rader {done}.")
    if not check:
        click.echo("Samtal sparas aldrig i kopior, och alla behöver logga in på nytt.")


def restore(
    settings: Settings, file: Path, *, without_key: bool = False, check: bool = False
) -> Manifest:
    """Raises BadArchive or Refusal before anything has been touched."""
    parent = settings.var
    parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=parent, prefix=".kopia-") as folder:
        content = Path(folder) / "content"
        manifest = read_archive(file, content)
        known = (settings.secret_key, *settings.old_secret_keys)
        if not without_key and not is_known_secret(manifest.secret, known):
            raise Refusal(OTHER_KEY)
        if (manifest.kind == "sqlite") != is_sqlite(settings.database_url):
            raise BadArchive("Kopian är från en annan sorts databas än den i LOTS_DATABASE_URL.")
        put_back = restore_sqlite if manifest.kind == "sqlite" else restore_rows
        put_back(settings, manifest, content, check)
    return manifest


def restore_sqlite(settings: Settings, manifest: Manifest, content: Path, check: bool) -> None:
    """The copy is checked and brought to today's schema beside the database, then put in."""
    check_copy(content, manifest.counts)
    database = sqlite_file(settings)
    raise_editions(content, newest_edition(database))
    bring_up_to_date(content)
    if check:
        return
    with closing(sqlite3.connect(content)) as connection:
        wanted = count_rows(connection)
    copy_in(content, database)
    with closing(sqlite3.connect(database)) as connection:
        compare(count_rows(connection), wanted)


def bring_up_to_date(content: Path) -> None:
    """Runs the migrations on the copy; raises BadArchive when it is newer than this version."""
    engine = open_database(f"sqlite:///{content}")
    try:
        upgrade_database(engine)
    except CommandError:
        raise BadArchive("Kopian är gjord av en nyare version av tjänsten.") from None
    finally:
        engine.dispose()


def restore_rows(settings: Settings, manifest: Manifest, content: Path, check: bool) -> None:
    """The rows, in one transaction; a check is the same one, taken back."""
    engine = open_database(settings.database_url)
    try:
        read_rows(engine, content, manifest.revision, manifest.counts, keep=not check)
    except CommandError:
        raise BadArchive("Kopian är gjord av en nyare version av tjänsten.") from None
    finally:
        engine.dispose()

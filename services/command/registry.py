"""`./lots registry`: the registry from the shell."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from services.command.refusal import Refusal
from services.desk.desk import Desk
from services.desk.seal import Seal
from services.desk.summary import summarise
from services.registry.coverage import count_states, list_coverage
from services.registry.database import open_database
from services.registry.hours_text import say_date
from services.registry.link import STATES, check_links
from services.registry.lookup import Directory, UnknownMunicipality
from services.registry.municipality import find_municipality
from services.registry.store import Store
from services.registry.transfer.exporting import export_file
from services.registry.transfer.importing import import_file
from services.registry.transfer.problem import BadFile
from services.registry.verification import list_due
from services.settings import read_settings
from services.vocabulary import support_type

SHOWN_EVERY = 1000
WEEKS = 13
STATE_WORDS = {
    "filled": "finns",
    "stale": "behöver kontrolleras",
    "unreachable": "saknar nummer",
    "missing": "saknas",
}
CODE = click.option("--municipality", metavar="KOD", help="Bara en kommun, till exempel 2180.")


@click.group()
def command() -> None:
    """Registret: läs in, skriv ut, kontrollera, se vad som saknas."""


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Pröva bara, ändra ingenting.")
def import_(file: Path, dry_run: bool) -> None:
    """Läs in kontakter från en .csv, .xlsx eller .json. Allt eller inget."""
    with _store() as store:
        try:
            report = import_file(
                store,
                file.name,
                file.read_bytes(),
                by=getpass.getuser(),
                dry_run=dry_run,
                progress=_tell,
            )
        except BadFile as error:
            raise Refusal(str(error)) from None
    if not report.ok:
        raise Refusal(report.text())
    click.echo(report.text())


@command.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@CODE
def export(file: Path, municipality: str | None) -> None:
    """Skriv kontakterna till en .csv, .xlsx eller .json."""
    with _store() as store:
        _require(store, municipality)
        records = store.list_records(municipality=municipality)
        try:
            file.write_bytes(export_file(store.engine, records, file.suffix[1:].lower()))
        except BadFile as error:
            raise Refusal(str(error)) from None
        except OSError as error:
            raise Refusal(f"Filen gick inte att skriva: {error.strerror}.") from None
    click.echo(f"{len(records)} kontakter skrivna till {file}.")


@command.command()
@CODE
def verify(municipality: str | None) -> None:
    """Visa vad som behöver kontrolleras, och pröva webbadresserna."""
    with _store() as store:
        _require(store, municipality)
        due = list_due(store, _today(), municipality=municipality)
        records = store.list_records(municipality=municipality, status="active")
    for row in due:
        since = f"sedan {say_date(row.verified_on, year=True)}" if row.verified_on else "aldrig"
        click.echo(f"  Inte kontrollerad {since}: {row.name}")
    for link in check_links(records):
        if link.state != "ok":
            click.echo(f"  {link.url} {STATES[link.state]}: {link.name}")
    click.echo(f"{len(due)} av {len(records)} kontakter behöver kontrolleras.")


@command.command()
@click.option("--municipality", metavar="KOD", required=True, help="Kommunen, till exempel 2180.")
def gaps(municipality: str) -> None:
    """Visa vilka slags stöd en kommun saknar eller behöver kontrollera, och vad som har saknats
    när någon frågade, de senaste 13 veckorna."""
    with _store() as store:
        try:
            coverage = list_coverage(Directory(store.engine), municipality, _today())
        except UnknownMunicipality:
            raise Refusal(f"Det finns ingen kommun med koden {municipality}.") from None
    for row in coverage:
        if row.state != "filled":
            click.echo(f"  {STATE_WORDS[row.state]}: {row.support_type.name}")
        missed = summarise(_desk(store), municipality, WEEKS).gaps
    for line in missed:
        count = "färre än 5" if line.count is None else line.count
        click.echo(f"  saknades i svar: {support_type(str(line.value)).name} ({count} gånger)")
    counts = count_states(coverage)
    summary = [f"{counts.get(state, 0)} {word}" for state, word in STATE_WORDS.items()]
    click.echo(f"{len(coverage)} slags stöd: {', '.join(summary)}.")


@contextmanager
def _store() -> Iterator[Store]:
    engine = open_database()
    try:
        yield Store(engine, clock=read_settings().clock)
    finally:
        engine.dispose()


def _desk(store: Store) -> Desk:
    settings = read_settings()
    return Desk(store.engine, Seal([settings.secret_key]), settings.clock)


def _require(store: Store, municipality: str | None) -> None:
    if municipality and find_municipality(store.engine, municipality) is None:
        raise Refusal(f"Det finns ingen kommun med koden {municipality}.")


def _today() -> date:
    return read_settings().clock().date()


def _tell(rows: int) -> None:
    if rows % SHOWN_EVERY == 0:
        click.echo(f"{rows} rader lästa …", err=True)

"""`./lots user`: who may sign in to the admin."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy import inspect

from services.accounts.account import BadAccount, add_account, find_account, list_accounts
from services.accounts.invitation import DAYS_VALID, invite
from services.accounts.office import Office
from services.accounts.user import ROLE_NAMES, ROLES
from services.command.refusal import Refusal
from services.registry.database import open_database
from services.settings import read_settings


@click.group()
def command() -> None:
    """Konton för dem som sköter registret."""


@command.command()
@click.argument("name")
@click.option("--municipality", metavar="KOD", help="Kommunens kod, till exempel 2180.")
@click.option("--region", metavar="KOD", help="Regionens länskod, till exempel 21.")
@click.option("--national", is_flag=True, help="Den som driver tjänsten, för hela landet.")
@click.option("--role", required=True, type=click.Choice(ROLES), help="Vad kontot får göra.")
def add(name: str, municipality: str | None, region: str | None, national: bool, role: str) -> None:
    """Lägg till NAME och skriv ut en länk som fungerar en gång."""
    scope = scope_from(municipality, region, national)
    with open_office() as office:
        try:
            user = add_account(office, name, scope=scope, role=role, by=getpass.getuser())
        except BadAccount as error:
            raise Refusal(str(error)) from None
        tell_link(office, user.id)


@command.command()
@click.argument("name")
def link(name: str) -> None:
    """Skriv ut en ny länk för NAME, som har tappat lösenordet eller telefonen."""
    with open_office() as office:
        user = find_account(office, name)
        if user is None or user.closed_at:
            raise Refusal(f"Det finns inget öppet konto som heter {name}.")
        tell_link(office, user.id)


@command.command("list")
def list_() -> None:
    """Visa alla konton."""
    with open_office() as office:
        for user in list_accounts(office):
            state = "stängt" if user.closed_at else ROLE_NAMES[user.role]
            click.echo(f"{user.username}  {user.scope}  {state}")


def scope_from(municipality: str | None, region: str | None, national: bool) -> str:
    """The one scope that was named. Raises Refusal for none or several."""
    named = [f"municipality:{municipality}"] if municipality else []
    named += [f"region:{region}"] if region else []
    named += ["national"] if national else []
    if len(named) != 1:
        raise Refusal("Ange en av --municipality KOD, --region KOD och --national.")
    return named[0]


def tell_link(office: Office, account: str) -> None:
    """Prints a new link and how long it holds."""
    token = invite(office, account, by=getpass.getuser())
    click.echo(f"{read_settings().public_url}/admin/valkommen/{token}")
    click.echo(f"Länken fungerar en gång, i {DAYS_VALID} dagar. Skicka den bara till personen.")


@contextmanager
def open_office() -> Iterator[Office]:
    """The accounts of the settings' database."""
    settings = read_settings()
    engine = open_database()
    try:
        if not inspect(engine).has_table("account"):
            raise Refusal("Databasen är inte förberedd. Starta tjänsten en gång: ./lots serve")
        yield Office(engine, settings.secret_key)
    finally:
        engine.dispose()

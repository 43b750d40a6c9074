"""Something of each kind that an address may name, made in the scope that a test asks for.
A new argument in an address under /admin needs a row in SAMPLES."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from flask import Flask

from services.accounts.account import add_account
from services.accounts.invitation import invite
from services.registry.history import list_changes
from services.registry.record import Record, new_id
from services.registry.store import Store

NUMBERS = count()
MARK = "UTKASTET-SOM-INGEN-ANNAN-SER"


def make_record(app: Flask, scope: str) -> str:
    """A draft that has been changed once."""
    kind, _, code = scope.partition(":")
    place = {kind: code} if code else {}
    record = Record(
        id=new_id(),
        support_type="anhorigkonsulent",
        level=kind,
        name=MARK,
        status="draft",
        **place,
    )
    store = Store(app.extensions["lots"].engine)
    store.add(record, by="provet")
    store.edit(record.id, {"description": MARK}, by="provet")
    return record.id


def make_account(app: Flask, scope: str) -> str:
    """An account that has not begun."""
    office = app.extensions["lots"].office
    name = f"konto-{next(NUMBERS)}"
    return add_account(office, name, scope=scope, role="reader", by="provet", name=MARK).id


def make_token(app: Flask, scope: str) -> str:
    """A link that has not been used."""
    return invite(app.extensions["lots"].office, make_account(app, scope), by="provet")


def latest_change(app: Flask, record: str) -> str:
    """The newest change of a record."""
    return list_changes(Store(app.extensions["lots"].engine), record)[0].id


SAMPLES: dict[str, Callable[[Flask, str], str]] = {
    "record": make_record,
    "account": make_account,
    "token": make_token,
    "provider": lambda app, scope: "finns-inte",
}
# Arguments that belong to another one of the same address: (the other, how to find it).
PARTS: dict[str, tuple[str, Callable[[Flask, str], str]]] = {"change": ("record", latest_change)}


def arguments_for(app: Flask, names: set[str], scope: str) -> dict[str, str]:
    """Values for the arguments of an address, of things that lie in the scope."""
    missing = names - set(SAMPLES) - set(PARTS)
    assert not missing, f"tests/web/admin/sample.py has no sample of {missing}"
    found = {name: SAMPLES[name](app, scope) for name in names if name in SAMPLES}
    for name in names & set(PARTS):
        whole, find = PARTS[name]
        found[name] = find(app, found[whole])
    return found

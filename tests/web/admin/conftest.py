"""People who are signed in to the admin, as any role in any scope."""

from collections.abc import Callable

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from services.accounts import password
from services.accounts.account import add_account
from services.accounts.session import start_session
from services.registry.record import Record
from services.registry.store import Store
from services.web.admin.access import COOKIE, PREFIX
from services.web.admin.draft import draft_of

OWN, OTHER = "municipality:9999", "municipality:0480"
SignIn = Callable[..., FlaskClient]
Form = dict[str, str | list[str]]


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same algorithm at a cost that a test can afford."""
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(password, "hasher", lambda: quick)


@pytest.fixture
def app(app: Flask) -> Flask:
    """Without tokens in forms: what they keep out is tested by itself."""
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    """A client of someone who is signed in: `sign_in("editor", scope)`."""
    return lambda role="editor", scope=OWN: signed_in_client(app, role, scope)


def signed_in_client(app: Flask, role: str, scope: str) -> FlaskClient:
    office = app.extensions["lots"].office
    name = f"{role}-{scope}-{len(app.extensions.setdefault('people', []))}"
    user = add_account(office, name, scope=scope, role=role, by="provet")
    app.extensions["people"].append(user)
    client = app.test_client()
    client.set_cookie(COOKIE, start_session(office, user.id), path=PREFIX)
    return client


@pytest.fixture
def store(app: Flask) -> Store:
    lots = app.extensions["lots"]
    return Store(lots.engine, lots.clock)


@pytest.fixture
def konsulent(store: Store) -> Record:
    found = store.list_records(municipality="9999", status="active")
    return next(one for one in found if one.support_type == "anhorigkonsulent")


def form_of(record: Record, **typed: str | list[str]) -> Form:
    """The form as a browser sends it, with some fields typed anew."""
    values: Form = {name: texts for name, texts in draft_of(record).values.items()}
    return values | {"version": str(record.version), "do": "save"} | typed

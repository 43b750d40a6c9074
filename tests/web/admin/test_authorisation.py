"""Every address of the admin x every role x own and other scope, from the application's own map
of addresses: a new one without a rule, or without a sample of what it names, fails here."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import inspect, text
from werkzeug.routing import Rule

from services.accounts.user import ROLE_NAMES, ROLES
from services.settings import ROOT, read_settings
from services.web import create_app
from services.web.admin.access import ANYONE, PREFIX, under_prefix
from tests.web.admin.conftest import OTHER, OWN, SignIn, signed_in_client
from tests.web.admin.sample import CHOICES, MARK, SAMPLES, arguments_for
from tests.web.serving import make_app, settings_of

TABLE = ROOT / "docs" / "behorighet.md"
GETS_IN = {200, 303, 400, 409, 422}
# What changes because someone looks or is turned away, and says nothing about anyone's contacts.
COUNTERS = {"account_session", "sign_in_failure", "audit", "alembic_version"}


def list_routes() -> list[tuple[str, str]]:
    """(method, endpoint) of each address under /admin."""
    settings = read_settings({"LOTS_VAR": "var", "LOTS_SECRET_KEY": "x"})
    app = create_app(settings, warm=False)
    rules = [rule for rule in app.url_map.iter_rules() if str(rule).startswith(PREFIX)]
    pairs = {(m, r.endpoint) for r in rules for m in r.methods or () if m in ("GET", "POST")}
    return sorted(pairs, key=lambda pair: (pair[1], pair[0]))


ROUTES = list_routes()


@pytest.fixture(scope="module")
def app(seeded_web_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One application for all of them: each test makes what it names anew."""
    file = tmp_path_factory.mktemp("authorisation") / "lots.db"
    app = make_app(settings_of(Path(shutil.copy(seeded_web_file, file))))
    app.config["WTF_CSRF_ENABLED"] = False
    yield app
    app.extensions["lots"].engine.dispose()


@pytest.fixture(scope="module")
def people(app: Flask) -> dict[tuple[str, str], FlaskClient]:
    """Someone of each role in each scope, by (role, scope); and in the one municipality there is
    something of each kind that an address may name."""
    for make in SAMPLES.values():
        make(app, OWN)
    scopes = (OWN, OTHER, "region:99", "national")
    return {(role, s): signed_in_client(app, role, s) for role in ROLES for s in scopes}


def rule_of(app: Flask, endpoint: str) -> Rule:
    return next(iter(app.url_map.iter_rules(endpoint)))


def address(app: Flask, endpoint: str, scope: str) -> str:
    rule = rule_of(app, endpoint)
    with app.test_request_context():
        return app.url_for(endpoint, **arguments_for(app, set(rule.arguments), scope))


def admitted(app: Flask, endpoint: str) -> str:
    return str(getattr(app.view_functions[endpoint], "admits", "nobody"))


def ask(client: FlaskClient, method: str, path: str) -> tuple[int, str]:
    response = client.open(path, method=method)
    return response.status_code, response.text


def everything(app: Flask) -> dict[str, list[tuple[object, ...]]]:
    """All that is kept, but for counters."""
    engine = app.extensions["lots"].engine
    names = set(inspect(engine).get_table_names()) - COUNTERS
    with engine.connect() as connection:
        return {
            name: sorted(map(tuple, connection.execute(text(f'SELECT * FROM "{name}"'))), key=repr)
            for name in names
        }


@pytest.mark.parametrize(("method", "endpoint"), ROUTES)
def test_every_address_says_whom_it_admits(app: Flask, method: str, endpoint: str) -> None:
    assert admitted(app, endpoint) in (*ROLES, ANYONE)


@pytest.mark.parametrize(("method", "endpoint"), ROUTES)
def test_a_stranger_comes_nowhere(app: Flask, method: str, endpoint: str) -> None:
    path, before = address(app, endpoint, OWN), everything(app)
    response = app.test_client().open(path, method=method)
    if admitted(app, endpoint) == ANYONE:
        assert response.status_code in GETS_IN
        return
    assert response.status_code == 303 and response.location.startswith("/admin/logga-in")
    assert everything(app) == before


@pytest.mark.parametrize(("method", "endpoint"), ROUTES)
def test_a_role_comes_as_far_as_its_rule(
    app: Flask, people: dict[tuple[str, str], FlaskClient], method: str, endpoint: str
) -> None:
    rule = admitted(app, endpoint)
    least = 0 if rule == ANYONE else ROLES.index(rule)
    path, before = address(app, endpoint, OWN), everything(app)
    for role in ROLES[:least]:
        assert ask(people[role, OWN], method, path)[0] == 403, role
    assert everything(app) == before
    for role in ROLES[least:]:
        # One of the ways that are open to anyone is the way out.
        client = signed_in_client(app, role, OWN) if rule == ANYONE else people[role, OWN]
        assert ask(client, method, address(app, endpoint, OWN))[0] in GETS_IN, role


@pytest.mark.parametrize(("method", "endpoint"), ROUTES)
def test_nobody_sees_or_touches_what_is_in_another_scope(
    app: Flask, people: dict[tuple[str, str], FlaskClient], method: str, endpoint: str
) -> None:
    """The thing lies in one municipality, whoever asks belongs to another scope. The country's
    administrator manages accounts everywhere, and that is all."""
    if admitted(app, endpoint) == ANYONE:
        return
    names_a_thing = set(rule_of(app, endpoint).arguments) - set(CHOICES)
    path = address(app, endpoint, OWN)
    before = everything(app)
    for (role, scope), client in people.items():
        operator = (role, scope) == ("administrator", "national")
        if scope == OWN or (operator and endpoint.startswith("admin_users.")):
            continue
        status, page = ask(client, method, path)
        assert status in (403, 404) or not names_a_thing, (role, scope)
        assert MARK not in page, (role, scope)
    assert everything(app) == before or not names_a_thing


def test_a_closed_door_is_closed_also_with_odd_paths(app: Flask) -> None:
    client = app.test_client()
    for path in ("/admin", "/admin/", "/admin/nej", "/admin/kontakter/", "/Admin/"):
        response = client.get(path)
        assert response.status_code in (303, 308, 404), path
        assert MARK not in response.text


def test_a_view_that_forgets_its_rule_is_not_served(
    app: Flask, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.view_functions, "admin_start.show", lambda: "hemligt")
    assert sign_in("administrator").get("/admin/").status_code == 403


def test_the_guard_knows_its_own_prefix(app: Flask) -> None:
    for path, inside in (("/admin", True), ("/admin/x", True), ("/administration", False)):
        with app.test_request_context(path):
            assert under_prefix() is inside


def written_table(app: Flask) -> str:
    """The table of addresses and roles, in Swedish."""
    head = [
        "# Behörighet",
        "",
        "Varje adress under `/admin/`, och vem som släpps in. Alla ser bara sin egen kommun, sin",
        "egen region eller det nationella. Det som hör till någon annan svarar 404, som om det",
        "inte fanns. Tabellen skrivs av `tests/web/admin/test_authorisation.py`, som också prövar",
        "varje rad med varje roll, i egen och i annan kommun, region och nationellt.",
        "",
        "| adress | metod | utan inloggning | " + " | ".join(ROLE_NAMES.values()) + " |",
        "|---|---|---|---|---|---|",
    ]
    return "\n".join([*head, *sorted(table_row(app, *route) for route in ROUTES)]) + "\n"


def table_row(app: Flask, method: str, endpoint: str) -> str:
    rule = admitted(app, endpoint)
    least = -1 if rule == ANYONE else ROLES.index(rule)
    marks = ["ja" if least <= at else "nej" for at in (-1, *range(len(ROLES)))]
    return f"| `{rule_of(app, endpoint)}` | {method} | {' | '.join(marks)} |"


def test_the_table_in_the_documentation_is_true(app: Flask, tmp_path: Path) -> None:
    wanted = written_table(app)
    if os.environ.get("WRITE_TABLE"):
        TABLE.write_text(wanted, encoding="utf-8")
    said = "Skriv om tabellen: WRITE_TABLE=1 python -m pytest tests/web/admin/test_authorisation.py"
    assert TABLE.read_text(encoding="utf-8") == wanted, said

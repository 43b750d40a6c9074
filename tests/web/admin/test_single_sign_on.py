"""Single sign-on as the visitor meets it, with a real provider."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from flask import Flask

from services.accounts.account import add_account
from services.settings import Settings
from tests.accounts.provider import RunningProvider, providers_file
from tests.web.admin.conftest import OWN
from tests.web.serving import make_app, settings_of

BACK = "http://localhost/admin/organisation/exempel/svar"


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningProvider]:
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    running = RunningProvider()
    running.client.redirects = [BACK]
    yield running
    running.stop()


@pytest.fixture
def app(settings: Settings, running: RunningProvider, tmp_path: Path) -> Iterator[Flask]:
    file = tmp_path / "oidc.json"
    file.write_text(providers_file(running, OWN), encoding="utf-8")
    app = make_app(settings_of(tmp_path / "lots.db", LOTS_OIDC_FILE=str(file)))
    yield app
    app.extensions["lots"].engine.dispose()


def test_one_press_and_one_is_in(app: Flask, running: RunningProvider) -> None:
    office = app.extensions["lots"].office
    add_account(office, "karin@kommun.example", scope=OWN, role="editor", by="provet")
    client = app.test_client()
    page = client.get("/admin/logga-in?till=/admin/kontakter").text
    assert "/admin/organisation/exempel?till=/admin/kontakter" in page
    away = client.get("/admin/organisation/exempel?till=/admin/kontakter")
    came_by = httpx.get(away.location, trust_env=False).headers["location"]
    inside = client.get(came_by.removeprefix("http://localhost"))
    assert (inside.status_code, inside.location) == (303, "/admin/kontakter")
    assert client.get("/admin/").status_code == 200
    again = client.get(came_by.removeprefix("http://localhost"))
    assert again.location == "/admin/logga-in", "the way back is good once"


def test_the_uninvited_are_told_so(app: Flask, running: RunningProvider) -> None:
    client = app.test_client()
    away = client.get("/admin/organisation/exempel")
    came_by = httpx.get(away.location, trust_env=False).headers["location"]
    page = client.get(came_by.removeprefix("http://localhost"), follow_redirects=True).text
    assert "inget konto för dig" in page
    assert client.get("/admin/").status_code == 303


@pytest.mark.parametrize("path", ["exempel/svar?code=x&state=y", "finns-inte", "finns-inte/svar"])
def test_odd_ways_in_lead_back_to_the_form(app: Flask, path: str) -> None:
    page = app.test_client().get(f"/admin/organisation/{path}", follow_redirects=True)
    assert page.status_code == 200 and "Det gick inte att logga in den vägen" in page.text


def test_a_provider_that_is_away_is_told_of(app: Flask, running: RunningProvider) -> None:
    running.changed = {"issuer": "https://evil.example"}
    page = app.test_client().get("/admin/organisation/exempel", follow_redirects=True)
    assert "Det gick inte att logga in den vägen" in page.text

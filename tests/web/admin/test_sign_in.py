"""Signing in to the admin: what a person sees, and what is refused."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.accounts.account import add_account, close_account
from services.accounts.invitation import invite, redeem
from services.accounts.office import Office
from services.accounts.user import User
from tests.web.admin.conftest import OWN, SignIn

PASSWORD = "tre gula cyklar i regn"


@pytest.fixture
def office(app: Flask) -> Office:
    return app.extensions["lots"].office


@pytest.fixture
def karin(office: Office) -> User:
    user = add_account(office, "karin", scope=OWN, role="editor", by="provet", name="Karin")
    return redeem(office, invite(office, user.id, by="provet"), PASSWORD)


def enter(client: FlaskClient, **changed: str):
    form = {"username": "karin", "password": PASSWORD} | changed
    return client.post("/admin/logga-in", data=form)


def test_who_is_not_signed_in_is_sent_to_the_form_and_then_on(
    client: FlaskClient, karin: User
) -> None:
    away = client.get("/admin/?sida=2")
    assert (away.status_code, away.location) == (303, "/admin/logga-in?till=/admin/?sida%3D2")
    inside = enter(client, till="/admin/?sida=2")
    assert (inside.status_code, inside.location) == (303, "/admin/?sida=2")
    page = client.get(inside.location).text
    assert "Exempelkommun" in page and "Karin" in page and "redaktör" in page


@pytest.mark.parametrize(
    "target", ["https://evil.example/admin/", "//evil.example", "/admin//x", "/", "/admin/\\x"]
)
def test_one_goes_nowhere_else_after_signing_in(
    client: FlaskClient, karin: User, target: str
) -> None:
    assert enter(client, till=target).location == "/admin/"


def test_the_cookie_is_for_the_admin_alone(client: FlaskClient, karin: User) -> None:
    cookie = enter(client).headers["Set-Cookie"]
    assert "Path=/admin" in cookie and "HttpOnly" in cookie and "SameSite=Lax" in cookie


def test_signing_out_ends_the_session_itself(client: FlaskClient, karin: User, app: Flask) -> None:
    enter(client)
    kept = client.get_cookie("lots_admin", path="/admin")
    assert client.post("/admin/logga-ut").status_code == 303
    assert client.get("/admin/").status_code == 303
    again = app.test_client()
    again.set_cookie("lots_admin", kept.value, path="/admin")
    assert again.get("/admin/").status_code == 303


@pytest.mark.parametrize("changed", [{"password": "fel"}, {"username": "okänd"}])
def test_a_wrong_word_tells_nothing_about_which(
    client: FlaskClient, karin: User, changed: dict[str, str]
) -> None:
    page = enter(client, **changed)
    assert page.status_code == 422
    assert "Användarnamnet eller lösenordet stämmer inte" in page.text
    assert PASSWORD not in page.text


@pytest.mark.parametrize("username", ["karin", "finns inte"])
def test_the_door_closes_after_five_wrong_ones(
    client: FlaskClient, karin: User, username: str
) -> None:
    for _ in range(5):
        assert enter(client, username=username, password="fel").status_code == 422
    assert enter(client, username=username).status_code == 429


def test_a_closed_account_is_out_at_once(client: FlaskClient, karin: User, office: Office) -> None:
    enter(client)
    assert client.get("/admin/").status_code == 200
    close_account(office, karin.id, by="provet")
    assert client.get("/admin/").status_code == 303
    assert enter(client).status_code == 422


def test_a_form_from_elsewhere_is_refused(app: Flask, sign_in: SignIn) -> None:
    client = sign_in()
    app.config["WTF_CSRF_ENABLED"] = True
    refused = client.post("/admin/logga-ut")
    assert refused.status_code == 400 and "Formuläret" in refused.text
    assert client.get("/admin/").status_code == 200

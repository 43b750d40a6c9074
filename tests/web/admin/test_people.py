"""Inviting, beginning, closing; and the municipality's own look."""

import io
import re
from html import unescape

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.accounts.account import find_account
from services.registry.appearance import find_appearance
from tests.registry.test_appearance import png, svg
from tests.web.admin.conftest import OTHER, OWN, SignIn
from tests.web.test_pages import assert_whole

PASSWORD = "tre gula cyklar i regn"


def invite(client: FlaskClient, **changed: str) -> str:
    """The path of the link that an invitation gives."""
    form = {"username": "samir@kommun.example", "name": "Samir", "role": "editor"} | changed
    response = client.post("/admin/anvandare", data=form)
    assert response.status_code == 200, response.text
    assert_whole(response.text)
    found = re.search(r'value="http://localhost(/admin/valkommen/[\w-]+)"', response.text)
    assert found
    return found[1]


def begin(app: Flask, path: str) -> tuple[FlaskClient, str]:
    """A visitor with the link open, and the key that their app would read."""
    client = app.test_client()
    page = client.get(path).text
    assert_whole(page)
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
    assert found
    return client, found[1].replace(" ", "")


def test_from_invitation_to_the_first_page(app: Flask, sign_in: SignIn) -> None:
    client, secret = begin(app, path := invite(sign_in("administrator")))
    form = {"password": PASSWORD, "again": PASSWORD, "code": pyotp.TOTP(secret).now()}
    done = client.post(path, data=form, follow_redirects=True)
    assert "Kontot är klart" in done.text and "Samir" in done.text and "Exempelkommun" in done.text
    assert app.test_client().get(path).status_code == 404, "the link is used up"
    again = app.test_client()
    half = again.post(
        "/admin/logga-in", data={"username": "samir@kommun.example", "password": PASSWORD}
    )
    assert (
        half.location.startswith("/admin/logga-in/kod") and again.get("/admin/").status_code == 303
    )
    assert_whole(again.get(half.location).text)
    used = again.post("/admin/logga-in/kod", data={"code": form["code"]})
    assert used.status_code == 422 and "Koden stämmer inte" in used.text


WRONG = [
    ({"again": "något annat"}, "again-error"),
    ({"password": "kort", "again": "kort"}, "password-error"),
    ({"code": "000000"}, "code-error"),
    ({"code": ""}, "code-error"),
]


@pytest.mark.parametrize(("changed", "error"), WRONG)
def test_what_is_wrong_is_said_at_its_field(
    app: Flask, sign_in: SignIn, changed: dict[str, str], error: str
) -> None:
    client, secret = begin(app, path := invite(sign_in("administrator")))
    form = {"password": PASSWORD, "again": PASSWORD, "code": pyotp.TOTP(secret).now()}
    response = client.post(path, data=form | changed)
    assert response.status_code == 422 and f'id="{error}"' in response.text
    assert_whole(response.text)
    assert secret in response.text.replace(" ", ""), "the app need not be set up anew"
    assert client.post(path, data=form).status_code == 303


@pytest.mark.parametrize("token", ["x", "a" * 43, "..%2f", "%00"])
def test_a_made_up_link_opens_nothing(app: Flask, token: str) -> None:
    assert app.test_client().get(f"/admin/valkommen/{token}").status_code == 404


def test_an_invitation_that_cannot_be_keeps_what_was_typed(sign_in: SignIn) -> None:
    client = sign_in("administrator")
    form = {"username": "en annan", "name": "Samir <Ek>", "role": "reader"}
    response = client.post("/admin/anvandare", data=form)
    assert response.status_code == 422 and "utan mellanslag" in response.text
    assert "Samir <Ek>" in unescape(response.text) and 'value="reader" selected' in response.text


def test_an_administrator_invites_to_their_own_scope_only(app: Flask, sign_in: SignIn) -> None:
    invite(sign_in("administrator"), code="0480", scope=OTHER)
    user = find_account(app.extensions["lots"].office, "samir@kommun.example")
    assert user and user.scope == OWN


def test_the_operator_invites_everywhere(app: Flask, sign_in: SignIn) -> None:
    client = sign_in("administrator", "national")
    for code, scope in (("0480", OTHER), ("99", "region:99"), ("", "national")):
        invite(client, username=f"ny{code}", code=code)
        user = find_account(app.extensions["lots"].office, f"ny{code}")
        assert user and user.scope == scope
    response = client.post(
        "/admin/anvandare", data={"username": "x1", "role": "reader", "code": "0001"}
    )
    assert "ingen kommun med koden 0001" in response.text


def test_nobody_closes_or_demotes_themselves(app: Flask, sign_in: SignIn) -> None:
    client = sign_in("administrator")
    me = app.extensions["people"][-1]
    for step in ("stang", "roll", "oppna"):
        path = f"/admin/anvandare/{me.id}/{step}"
        page = client.post(path, data={"role": "reader"}, follow_redirects=True).text
        assert "ditt eget konto" in page
    assert client.get("/admin/anvandare").status_code == 200


def test_a_closed_account_has_no_link_before_it_is_opened(app: Flask, sign_in: SignIn) -> None:
    client = sign_in("administrator")
    invite(client)
    user = find_account(app.extensions["lots"].office, "samir@kommun.example")
    assert user
    path = f"/admin/anvandare/{user.id}"
    client.post(f"{path}/roll", data={"role": "administrator"})
    assert "är stängt" in client.post(f"{path}/stang", follow_redirects=True).text
    assert client.post(f"{path}/lank").status_code == 404
    client.post(f"{path}/oppna")
    assert "/admin/valkommen/" in client.post(f"{path}/lank").text


def save_look(client: FlaskClient, **fields: object) -> tuple[int, str]:
    response = client.post(
        "/admin/utseende", data=fields, content_type="multipart/form-data", follow_redirects=True
    )
    assert_whole(response.text)
    return response.status_code, unescape(response.text)


def test_the_municipality_has_a_look_of_its_own(app: Flask, sign_in: SignIn) -> None:
    client, public = sign_in("administrator"), app.test_client()
    logo = (io.BytesIO(png()), "logga.png")
    status, page = save_look(client, name="Anhörigstöd", colour="#1F5550", logo=logo)
    assert status == 200 and "Sparat" in page and "/utseende/9999/logotyp" in page
    assert public.get("/utseende/9999/logotyp").data == png()
    assert "--accent: #1f5550" in public.get("/utseende/9999.css").text
    assert public.get("/utseende/0480/logotyp").status_code == 404
    assert public.get("/utseende/0480.css").text == ""
    save_look(client, name="Anhörigstöd", colour="#1F5550")
    kept = find_appearance(app.extensions["lots"].engine, "9999")
    assert kept.logo, "the logo stays when none is sent"
    save_look(client, name="", colour="", remove="1")
    assert find_appearance(app.extensions["lots"].engine, "9999").logo is None


def test_an_svg_that_is_opened_by_itself_can_do_nothing(app: Flask, sign_in: SignIn) -> None:
    evil = io.BytesIO(svg("<script>alert(1)</script><rect width='9' height='9'/>"))
    save_look(sign_in("administrator"), logo=(evil, "x.svg"))
    response = app.test_client().get("/utseende/9999/logotyp")
    assert response.content_type == "image/svg+xml" and "script" not in response.text
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


BAD_LOOKS = [
    ({"colour": "#ffff00"}, "colour-error"),
    ({"colour": "röd"}, "colour-error"),
    ({"name": "x" * 81}, "name-error"),
    ({"logo": (io.BytesIO(b"GIF89a"), "x.gif")}, "logo-error"),
]


@pytest.mark.parametrize(("fields", "error"), BAD_LOOKS)
def test_a_look_that_cannot_be_is_said_at_its_field(
    sign_in: SignIn, fields: dict[str, object], error: str
) -> None:
    status, page = save_look(sign_in("administrator"), **({"name": "Kvar här"} | fields))
    assert status == 422 and f'id="{error}"' in page
    assert "Kvar här" in page or "name" in fields

"""Every page of the admin: whole, Swedish, and usable without scripts."""

import re

import pytest
from flask import Flask

from services.registry.store import Store
from tests.web.admin.conftest import OWN, SignIn
from tests.web.test_pages import assert_whole

PAGES = (
    "/admin/",
    "/admin/kontakter",
    "/admin/kontakter?q=demens&lage=fresh",
    "/admin/kontakter?q=qqqq&lage=retired",
    "/admin/kontakt/ny",
    "/admin/kontakt/ny?typ=avlosning",
    "/admin/kontakt/{id}",
    "/admin/kontakt/{id}/andra",
    "/admin/kontakt/{id}/historik",
    "/admin/kontrollera",
    "/admin/tackning",
    "/admin/anvandare",
    "/admin/logg",
    "/admin/logg?fore=5",
    "/admin/utseende",
    "/admin/status",
)
SCOPES = (OWN, "region:99", "national", "municipality:0480")


def some_id(app: Flask, scope: str) -> str:
    store, (kind, _, code) = Store(app.extensions["lots"].engine), scope.partition(":")
    if kind == "national":
        return store.list_national()[0].id
    found = store.list_records(**{kind: code})
    return found[0].id if found else ""


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole(app: Flask, sign_in: SignIn, scope: str, path: str) -> None:
    id = some_id(app, scope)
    if "{id}" in path and not id:
        pytest.skip("the municipality has no contacts of its own")
    response = sign_in("administrator", scope).get(path.format(id=id))
    if path == "/admin/utseende" and not scope.startswith("municipality"):
        assert response.status_code == 404
        return
    assert response.status_code == 200
    assert_whole(response.text)
    assert not re.search(r"None|Undefined|&lt;", response.text)


@pytest.mark.parametrize("path", ["/admin/logga-in", "/admin/logga-in?till=/admin/kontakter"])
def test_the_way_in_is_whole(app: Flask, path: str) -> None:
    assert_whole(app.test_client().get(path).text)


def test_a_reader_is_shown_no_buttons_that_do_not_work(app: Flask, sign_in: SignIn) -> None:
    client, id = sign_in("reader"), some_id(app, OWN)
    for path in (*PAGES[:3], f"/admin/kontakt/{id}", f"/admin/kontakt/{id}/historik"):
        page = client.get(path).text
        assert page.count("<form") - page.count('method="get"') == 1, "signing out, no more"
        assert "Användare" not in page

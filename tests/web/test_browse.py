"""All the support of a municipality, without chatting."""

import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.registry.lookup import Directory
from services.vocabulary import has_support_type
from services.web.browse.group import read_groups


def test_every_contact_is_on_the_page(client: FlaskClient, app: Flask) -> None:
    directory: Directory = app.extensions["lots"].directory
    page = client.get("/stod/9999").text
    shown = set(re.findall(r'href="/stod/9999/([0-9a-f-]{36})"', page))
    assert shown == {contact.id for contact in directory.list_contacts("9999")}
    assert "Påhittad kommun" in page


def test_every_contact_has_a_page_of_its_own(client: FlaskClient, app: Flask) -> None:
    for contact in app.extensions["lots"].directory.list_contacts("9999")[:12]:
        page = client.get(f"/stod/9999/{contact.id}")
        assert page.status_code == 200
        assert page.text.count("<h1>") == 1


@pytest.mark.parametrize("path", ["/stod/0000", "/stod/9999/nej", "/stod/x", "/stod/0480/nej"])
def test_what_is_not_there_is_said_so(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


SEARCHES = [("avlösning", True), ("avlösnig", True), ("AVLÖSNING", True), ("qqqq", False)]


@pytest.mark.parametrize(("words", "found"), SEARCHES)
def test_the_search_forgives(client: FlaskClient, words: str, found: bool) -> None:
    page = client.get("/stod/9999", query_string={"q": words}).text
    assert ("Inget passade" not in page) is found


def test_only_what_is_open_now(client: FlaskClient) -> None:
    page = client.get("/stod/9999?oppet=1").text
    assert "Öppet nu" in page and "Stängt nu" not in page


@pytest.mark.parametrize("words", ["Nyköping", "nykøping", "0480"])
def test_a_name_leads_to_its_page(client: FlaskClient, words: str) -> None:
    response = client.get("/stod", query_string={"kommun": words})
    assert response.location == "/stod/0480"


def test_search_engines_get_real_numbers_only(client: FlaskClient) -> None:
    assert "ld+json" not in client.get("/stod/9999").text
    found = re.search(r"ld\+json\">(.*?)</script>", client.get("/stod/0480").text)
    assert found is not None
    assert json.loads(found[1])["@context"] == "https://schema.org"


def test_the_groups_name_types_that_exist_once_each() -> None:
    types = [kind for row in read_groups() for kind in row["types"]]
    assert len(types) == len(set(types))
    assert [kind for kind in types if not has_support_type(kind)] == []

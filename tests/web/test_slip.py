"""The slip: from ids in the address to a page, a PDF and cards."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.registry.contact import Contact


@pytest.fixture
def chosen(app: Flask) -> Contact:
    contacts = app.extensions["lots"].directory.list_contacts("9999")
    found: Contact = next(one for one in contacts if one.support_type == "anhorigkonsulent")
    return found


def test_the_page_says_whom_to_call(client: FlaskClient, chosen: Contact) -> None:
    page = client.get(f"/lapp?kommun=9999&k={chosen.id}").text
    assert chosen.name in page and str(chosen.phone_display) in page
    assert "Säg så här" in page and "Påhittad kommun" in page and "<svg" in page


def test_the_beginning_of_an_id_is_enough(client: FlaskClient, chosen: Contact) -> None:
    assert chosen.name in client.get(f"/lapp?kommun=9999&k={chosen.id[:8]}").text
    assert chosen.name not in client.get(f"/lapp?kommun=9999&k={chosen.id[:7]}").text


def test_the_slip_keeps_the_order_and_no_more_than_five(client: FlaskClient, app: Flask) -> None:
    contacts = app.extensions["lots"].directory.list_contacts("9999")[:7]
    page = client.get("/lapp?kommun=9999&k=" + ",".join(one.id for one in contacts)).text
    assert page.count('<p class="number">') <= 5 and page.count("Säg så här:") == 5


def test_a_support_type_leads_to_the_way_there(client: FlaskClient) -> None:
    page = client.get("/lapp?kommun=0480&k=sip").text
    assert "Gör så här:</strong> Ring kommunens växel" in page and "Säg så här" not in page


def test_a_slip_without_contacts_shows_the_way(client: FlaskClient) -> None:
    assert "Lappen är tom" in client.get("/lapp").text
    assert client.get("/lapp.pdf").status_code == 404
    assert client.get("/lapp?kommun=0000").status_code == 400


def test_the_pdf_is_a_pdf(client: FlaskClient, chosen: Contact) -> None:
    answer = client.get(f"/lapp.pdf?kommun=9999&k={chosen.id}")
    assert answer.content_type == "application/pdf" and answer.data.startswith(b"%PDF-")


def test_the_cards_can_be_read(client: FlaskClient, chosen: Contact) -> None:
    card = client.get(f"/lapp.vcf?kommun=9999&k={chosen.id}").text
    assert card.startswith("BEGIN:VCARD\r\nVERSION:3.0\r\n") and card.endswith("END:VCARD\r\n")
    assert f"TEL;TYPE=WORK,VOICE:{chosen.phone}\r\n" in card
    assert all(len(line.encode()) <= 75 for line in card.split("\r\n"))


def test_nothing_is_remembered(client: FlaskClient, chosen: Contact) -> None:
    assert "Set-Cookie" not in client.get(f"/lapp?kommun=9999&k={chosen.id}").headers


def test_an_answer_by_the_switchboard_has_a_slip_too(client: FlaskClient) -> None:
    client.post("/", data={"message": "jag orkar inte", "kommun": "0480"})
    page = client.get("/?kommun=0480").text
    address = re.search(r'href="(/lapp\?kommun=0480&amp;k=anhorigkonsulent[^"]*)"', page)
    assert address
    slip = client.get(unescape(address[1])).text
    assert "Ring kommunens växel" in slip and "Gör så här" in slip

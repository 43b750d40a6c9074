"""Printed matter: from the registry to a file, and never a number that nobody has checked."""

from dataclasses import replace
from datetime import date
from unittest.mock import patch

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.registry.appearance import Appearance, save_appearance
from services.registry.contact import Contact
from services.registry.logo import clean_logo
from services.registry.municipality import list_municipalities, list_regions
from services.settings import Settings
from services.web.material.brochure import brochure_of
from services.web.material.printed import find_switchboard, list_everywhere, list_ways_in
from services.web.material.wishes import LONGEST_LINE, MOST_LINES
from tests.paper.reading import assert_readable_aloud, read, text_of
from tests.web.serving import make_app

FRESH = {"verified_on": date(2026, 11, 1), "next_check": date(2027, 5, 1), "grade": "A"}


def contact(kind: str = "anhorigkonsulent", **changed: object) -> Contact:
    values: dict[str, object] = {
        "id": f"{kind}-{len(changed)}",
        "support_type": kind,
        "level": "municipality",
        "name": "Kim, anhörigkonsulent",
        "scope": "municipality:9999",
        "phone": "+4684650400",
        "phone_display": "08-465 004 00",
    }
    return Contact(**(values | FRESH | changed))  # type: ignore[arg-type]


def numbers(contacts: list[Contact], client: FlaskClient) -> list[str]:
    at = client.application.extensions["lots"].clock()
    return [one.number for one in list_ways_in(contacts, at)]


@pytest.mark.parametrize(
    "changed",
    [
        {"next_check": date(2026, 11, 23)},
        {"next_check": None},
        {"verified_on": None},
        {"grade": "B"},
        {"phone": None},
    ],
    ids=["stale", "never due", "never checked", "unsure", "no number"],
)
def test_only_what_has_been_checked_is_printed(
    client: FlaskClient, changed: dict[str, object]
) -> None:
    assert numbers([contact()], client) == ["08-465 004 00"]
    assert numbers([contact(**changed)], client) == []


def test_one_for_everybody_stands_alone(client: FlaskClient) -> None:
    narrow = contact(areas=("demens",), phone_display="1")
    wide, other = contact(phone_display="2"), contact(areas=("npf", "aldre"), phone_display="3")
    assert numbers([narrow, wide, other], client) == ["2"]
    assert numbers([narrow, other], client) == ["3", "1"]


def test_the_lots_takes_the_konsulent_s_place(client: FlaskClient) -> None:
    lots = contact("aldrelots", phone_display="4")
    assert numbers([lots], client) == ["4"]
    assert numbers([lots, contact()], client) == ["08-465 004 00"]
    assert numbers([contact("hemtjanst")], client) == []


def test_the_lines_of_the_whole_country(client: FlaskClient) -> None:
    things = client.application.extensions["lots"]
    found = list_everywhere(things.directory.list_national(), things.clock())
    assert [one.number for one in found][:2] == ["112", "1177"]
    assert find_switchboard([contact("kommunens_vaxel")], things.clock())
    assert find_switchboard([contact("kommunens_vaxel", grade="B")], things.clock()) is None


@pytest.mark.parametrize("size", ["a4", "a3"])
@pytest.mark.parametrize("code", ["9999", "0480", "2284"])
def test_a_poster(client: FlaskClient, code: str, size: str) -> None:
    answer = client.get(f"/material/affisch/{code}.pdf?format={size}")
    assert answer.content_type == "application/pdf"
    assert_readable_aloud(answer.data)
    words = text_of(answer.data)
    assert f"?kommun={code}" in words and "112" in words
    assert ("Påhittad kommun" in words) == (code == "9999")
    assert ("Ring kommunens växel" in words) == (code != "9999")


def test_every_county_has_a_brochure_with_all_its_municipalities(app: Flask) -> None:
    engine = app.extensions["lots"].engine
    for region in list_regions(engine):
        with app.test_request_context():
            made = brochure_of(region)
        names = {place.name for place in list_municipalities(engine, region.code)}
        assert {place.name for place in made.places} == names and made.county == region.county


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_a_brochure_names_them_all(client: FlaskClient, app: Flask, size: str) -> None:
    words = text_of(client.get(f"/material/broschyr/04.pdf?format={size}").data)
    places = list_municipalities(app.extensions["lots"].engine, "04")
    assert [place.name for place in places if place.name not in words] == []


def test_a_brochure_to_fold_is_whole_sheets(client: FlaskClient) -> None:
    pdf = client.get("/material/broschyr/14.pdf").data
    assert len(read(pdf).pages) % 2 == 0
    assert_readable_aloud(pdf)


def test_swedish_letters_come_last(client: FlaskClient) -> None:
    words = text_of(client.get("/material/broschyr/14.pdf?format=a5").data)
    assert words.index("Ulricehamn") < words.index("Åmål") < words.index("Öckerö")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/material/affisch/0000.pdf", 404),
        ("/material/broschyr/77.pdf", 404),
        ("/material/affisch/9999.pdf?format=b5", 400),
        ("/material/broschyr/99.pdf?format=a3", 400),
        ("/material/forvantningar.pdf?kommun=0000", 400),
    ],
)
def test_what_cannot_be_printed_is_said(client: FlaskClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_the_empty_sheet(client: FlaskClient) -> None:
    assert_readable_aloud(client.get("/material/forvantningar.pdf").data)


def test_the_filled_sheet_is_printed_and_not_kept(client: FlaskClient, app: Flask) -> None:
    form = {"doing": ["Handlar"], "doing_own": "Går ut med Bella\n\nHandlar", "again": "1 mars"}
    answer = client.post("/material/forvantningar.pdf", data=form)
    words = text_of(answer.data)
    assert "Går ut med Bella" in words and "1 mars" in words and words.count("Handlar") == 1
    assert "Set-Cookie" not in answer.headers
    with app.extensions["lots"].engine.connect() as connection:
        dump = "".join(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    assert "Bella" not in dump


@pytest.mark.parametrize(
    "own",
    ["\n".join("ab"[n % 2] * (n + 1) for n in range(MOST_LINES + 1)), "x" * (LONGEST_LINE + 1)],
)
def test_too_much_for_paper_is_said(client: FlaskClient, own: str) -> None:
    answer = client.post("/material/forvantningar.pdf", data={"doing_own": own})
    assert answer.status_code == 422 and "Gå tillbaka" in answer.text


@pytest.mark.parametrize(
    "address",
    ["/material", "/material?kommun=9999", "/material?kommun=zzz", "/material/forvantningar"],
)
def test_the_pages_are_whole(client: FlaskClient, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    html5lib.HTMLParser(strict=True).parse(page.text)
    assert ("Jag hittade ingen kommun" in page.text) == ("zzz" in address)


def test_the_page_lists_what_there_is(client: FlaskClient) -> None:
    page = client.get("/material?kommun=nyköping").text
    assert "/material/affisch/0480.pdf" in page and "/material/broschyr/04.pdf" in page


LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4">'
    b'<rect width="8" height="4" fill="#7a1f4f"/></svg>'
)


@pytest.fixture
def dressed(app: Flask) -> None:
    """Exempelkommun with a name, a colour and a logo of its own."""
    things = app.extensions["lots"]
    wanted = Appearance("Stöd i Exempelkommun", "#7a1f4f", clean_logo(LOGO))
    save_appearance(things.engine, "9999", wanted, by="Kim", clock=things.clock)


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize(
    "address",
    [
        "/material/affisch/9999.pdf",
        "/material/forvantningar.pdf?kommun=9999",
        "/lapp.pdf?kommun=9999&k=anhorigkonsulent",
    ],
)
def test_papers_carry_the_municipality_s_own_look(client: FlaskClient, address: str) -> None:
    pdf = client.get(address).data
    assert "Stöd i Exempelkommun" in text_of(pdf)
    assert_readable_aloud(pdf)


@pytest.mark.usefixtures("dressed")
def test_pages_carry_it_too_and_no_other_municipality_does(client: FlaskClient) -> None:
    for address in ("/checklista/npf/akut?kommun={}", "/lapp?kommun={}&k=anhorigkonsulent"):
        own, other = (client.get(address.format(code)).text for code in ("9999", "0480"))
        assert "Stöd i Exempelkommun" in own and "/utseende/9999/logotyp" in own
        assert "Stöd i Exempelkommun" not in other and "/logotyp" not in other


def test_printing_is_work_and_has_a_limit(settings: Settings) -> None:
    client = make_app(replace(settings, chat_rate_limit="9 per minute")).test_client()
    with patch("services.web.material.pages.poster_pdf", return_value=b"%PDF-"):
        answers = {client.get("/material/affisch/9999.pdf").status_code for _ in range(61)}
    assert answers == {200, 429}

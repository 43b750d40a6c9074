"""The staff's checklist: every visit a page, nothing of the person anywhere else."""

import re

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from services.understanding.situation import Situation, Turn
from services.vocabulary import Term, list_areas, list_stages
from services.web.fallback import Fallback

VISITS = [(area.id, stage.id) for area in list_areas() for stage in list_stages()]
SENTENCE = "Hustrun Bergitta orkar inte mer"


@pytest.fixture
def understood(monkeypatch: pytest.MonkeyPatch) -> list[Situation]:
    """What the next sentence will be understood as."""
    situations = [Situation(areas=("demens",), stage="tyngre")]

    def understand(self: Fallback, turns: list[Turn], municipality: str | None) -> Situation:
        return situations[-1]

    monkeypatch.setattr(Fallback, "understand", understand)
    return situations


@pytest.mark.parametrize("area", list_areas(), ids=lambda area: area.id)
def test_every_visit_is_a_page(client: FlaskClient, area: Term) -> None:
    for stage in list_stages():
        page = client.get(f"/checklista/{area.id}/{stage.id}?kommun=9999")
        assert page.status_code == 200
        assert_is_a_checklist(page.text)
        assert f"<h1>{area.label}: {stage.label.lower()}</h1>" in page.text


def assert_is_a_checklist(page: str) -> None:
    """At least eight items, each with a source that is there, and someone to call."""
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    items = page.count('<li class="item">')
    assert items >= 8 and page.count('name="k"') >= 1 and "tel:112" in page
    cited = re.findall(r'href="#(kalla-\d+)"', page)
    assert len(cited) >= items and set(cited) <= set(ids)


@pytest.mark.parametrize(("area", "stage"), VISITS[::8])
def test_the_pages_are_whole(client: FlaskClient, area: str, stage: str) -> None:
    address = f"/checklista/{area}/{stage}?kommun=0480&last=omrade&larm=urgent"
    html5lib.HTMLParser(strict=True).parse(client.get(address).text)


@pytest.mark.parametrize("place", ["", "?kommun=0480", "?kommun=Nykoping", "?kommun=Ingenstans"])
def test_every_place_will_do(client: FlaskClient, place: str) -> None:
    page = client.get(f"/checklista/aldre/vardag{place}").text
    assert 'name="k"' in page
    assert ("Jag hittade ingen kommun" in page) == ("Ingenstans" in place)


def test_what_is_no_visit_is_not_found(client: FlaskClient) -> None:
    assert client.get("/checklista/demens/ingenting").status_code == 404
    assert client.get("/checklista/ingenting/akut").status_code == 404


def test_choosing_leads_to_the_list(client: FlaskClient) -> None:
    page = client.get("/checklista")
    assert page.text.count('name="omrade"') == 9 and page.text.count('name="skede"') == 7
    html5lib.HTMLParser(strict=True).parse(page.text)
    answer = client.get("/checklista?kommun=exempelkommun&omrade=npf&skede=akut")
    assert answer.location == "/checklista/npf/akut?kommun=9999"


def test_half_a_choice_is_asked_for_the_rest(client: FlaskClient) -> None:
    page = client.get("/checklista?omrade=npf&kommun=Ingenstans").text
    assert "Välj både område och skede" in page and "Jag hittade ingen kommun" in page
    assert 'value="npf" required checked' in page and 'value="Ingenstans"' in page


def test_a_sentence_leads_to_the_list(client: FlaskClient, understood: list[Situation]) -> None:
    answer = client.post("/checklista", data={"mening": SENTENCE, "kommun": "9999"})
    assert answer.status_code == 303
    assert answer.location == "/checklista/demens/tyngre?kommun=9999&last=allt"
    assert "Så läste jag meningen" in client.get(answer.location).text


@pytest.mark.parametrize(
    ("situation", "address"),
    [
        (Situation(areas=("npf",)), "/checklista/npf/vardag?last=omrade"),
        (Situation(areas=("npf",), exhausted=True), "/checklista/npf/tyngre?last=allt"),
        (
            Situation(areas=("aldre",), triage="danger"),
            "/checklista/aldre/akut?last=omrade&larm=danger",
        ),
        (
            Situation(areas=("beroende",), stage="borjan", municipality="0480"),
            "/checklista/beroende/borjan?kommun=0480&last=allt",
        ),
    ],
)
def test_what_was_understood_is_said(
    client: FlaskClient, understood: list[Situation], situation: Situation, address: str
) -> None:
    understood.append(situation)
    assert client.post("/checklista", data={"mening": SENTENCE}).location == address
    page = client.get(address).text
    assert "Så läste jag meningen" in page
    assert ("Ring <a" in page) == (situation.triage == "danger")


def test_a_sentence_that_is_not_understood_asks_instead(
    client: FlaskClient, understood: list[Situation]
) -> None:
    understood.append(Situation(triage="danger"))
    page = client.post("/checklista", data={"mening": SENTENCE})
    assert "Jag förstod inte vad det gäller" in page.text and "tel:112" in page.text


@pytest.mark.parametrize(("sentence", "status"), [("", 422), ("  ", 422), ("x" * 2001, 422)])
def test_a_sentence_that_cannot_be_read(client: FlaskClient, sentence: str, status: int) -> None:
    assert client.post("/checklista", data={"mening": sentence}).status_code == status


def test_nothing_of_the_sentence_is_kept(
    client: FlaskClient, app: Flask, understood: list[Situation], caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.post("/checklista", data={"mening": SENTENCE, "kommun": "9999"})
    assert "Bergitta" not in answer.location and "Set-Cookie" not in answer.headers
    assert "Bergitta" not in client.get(answer.location).text and "Bergitta" not in caplog.text
    with app.extensions["lots"].engine.connect() as connection:
        count = connection.execute(text("SELECT count(*) FROM conversation_turn")).scalar()
    assert count == 0


def test_ticks_and_notes_have_no_way_out_of_the_page(client: FlaskClient) -> None:
    page = client.get("/checklista/demens/tyngre?kommun=9999").text
    form = page[page.index('id="lapp"') : page.index("</form>")]
    assert set(re.findall(r'\bname="([^"]+)"', form)) == {"kommun", "k"}
    outside = page[: page.index('<form method="get" action="/lapp"')]
    fields = re.findall(r"<(?:input|textarea)[^>]*>", outside)
    assert len(fields) > 20
    assert all("name=" not in field and 'autocomplete="off"' in field for field in fields)


def test_the_chosen_contacts_become_a_slip(client: FlaskClient) -> None:
    page = client.get("/checklista/demens/tyngre?kommun=9999").text
    keys = re.findall(r'name="k" value="([^"]+)"', page)[:5]
    slip = client.get("/lapp?kommun=9999&" + "&".join(f"k={key}" for key in keys)).text
    assert slip.count("<h2>") == 5


def test_the_worker_sees_to_the_checklist_only(client: FlaskClient) -> None:
    answer = client.get("/checklista/sw.js")
    assert answer.content_type.startswith("text/javascript")
    assert answer.headers["Service-Worker-Allowed"] == "/checklista"
    files = re.findall(r'"(/static/[^"]+)"', answer.text)
    assert len(files) >= 6 and all(client.get(file).status_code == 200 for file in files)


def test_the_manifest_makes_it_installable(client: FlaskClient) -> None:
    manifest = client.get("/checklista/app.webmanifest").get_json(force=True)
    assert manifest["start_url"] == "/checklista" and manifest["display"] == "standalone"
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
    assert all(client.get(icon["src"]).status_code == 200 for icon in manifest["icons"])


def test_the_page_for_what_is_not_kept_has_the_numbers(client: FlaskClient) -> None:
    page = client.get("/checklista/utan-nat").text
    assert "tel:112" in page and "tel:1177" in page

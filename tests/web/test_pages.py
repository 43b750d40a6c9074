"""Every page: whole, escaped, Swedish, and usable without scripts."""

import re

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.web.blueprints import DOORS, EVERYONE, SIGNED_IN, TOKEN
from services.web.view import phone_links, quoted, safe_url, swedish_date, tel
from tests.web.serving import ObedientEngine

PAGES = (
    "/",
    "/?kommun=9999",
    "/?kommun=finnsinte",
    "/om",
    "/tillganglighet",
    "/api/docs",
    "/embed?kommun=9999",
    "/stod",
    "/stod?kommun=qqqq",
    "/stod/9999",
    "/stod/0480",
    "/stod/9999?q=avlösnig&oppet=1&omrade=demens",
)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert_whole(response.text)


def assert_whole(page: str) -> None:
    """Valid HTML, a title, one h1, no id twice, nothing inline."""
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert page.count("<h1>") == 1
    assert re.search(r"<title>.+</title>", page)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for element in document.iter():
        assert not [name for name in element if name == "style" or name[:2] == "on"]
        assert element.tag != "style"
        if element.tag == "script" and element.get("type") != "application/ld+json":
            assert element.get("src", "").startswith("/static/")


def test_the_first_page_says_what_it_is(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "automatisk tjänst, inte en människa" in page
    assert "Skriv inte namn eller personnummer" in page
    assert 'href="tel:112"' in page


def test_the_conversation_works_without_scripts(client: FlaskClient) -> None:
    question = client.post("/", data={"message": "en fråga", "kommun": "9999"})
    assert question.status_code == 303
    page = client.get(question.location).text
    assert_whole(page)
    button = re.search(r'name="message" value="([^"]+)">', page[page.index('class="quick"') :])
    assert button is not None
    answer = client.post("/", data={"message": button[1], "kommun": "9999"}, follow_redirects=True)
    assert_whole(answer.text)
    assert 'class="call big" href="tel:+46' in answer.text
    assert "Påhittad kommun" in answer.text
    assert "en fråga" in answer.text, "the conversation is all there"


def test_danger_comes_with_its_number(client: FlaskClient) -> None:
    page = client.post("/", data={"message": "han andas inte"}, follow_redirects=True).text
    assert 'class="call big" href="tel:112"' in page
    assert "Ring nu" in page


@pytest.mark.parametrize(("text", "status"), [("", 422), ("a" * 2001, 422), ("/", 422)])
def test_what_was_typed_is_not_lost(client: FlaskClient, text: str, status: int) -> None:
    response = client.post("/", data={"message": text})
    assert response.status_code == status
    assert f">{text}</textarea>" in response.text
    assert 'id="problem" class="error" role="alert">' in response.text


def test_erasing_is_done_and_said(client: FlaskClient, engine: ObedientEngine) -> None:
    client.post("/", data={"message": "hemligheten"})
    assert "hemligheten" in client.get("/").text
    page = client.post("/radera", follow_redirects=True).text
    assert "Samtalet är raderat" in page
    assert "hemligheten" not in client.get("/").text
    assert engine.forgotten


@pytest.mark.parametrize(
    "attack", ["<script>x</script>", "<img src=x onerror=y>", "\" onclick='z'"]
)
def test_what_is_written_stays_text(client: FlaskClient, attack: str) -> None:
    page = client.post("/", data={"message": attack + " en fråga"}, follow_redirects=True).text
    assert_whole(page)
    assert "<script>x" not in page and "<img src=x" not in page


def test_hostile_registry_content_stays_text(client: FlaskClient, app: Flask) -> None:
    evil = "<script>alert(1)</script>"
    contact = dict.fromkeys(
        ("name", "why", "say", "hours", "hours_now", "note", "verified_on", "source"), evil
    )
    contact |= {"verified_on": "2026-11-01", "phone": 'javascript:"1', "phone_display": evil}
    contact |= {"url": "javascript:alert(1)", "open_now": None, "via": None, "fictional": True}
    contact |= {"id": '"><b>', "support_type": "bris", "level": "national"}
    answer = {"triage": "routine", "area": [], "stage": None, "municipality": "9999"}
    answer["contacts"] = [contact, {**contact, "phone": None}]
    reply = {"replies": [{"text": evil, "buttons": [{"title": evil, "payload": evil}]}]}
    store = app.extensions["lots"].conversations
    store.append(
        known := store.start(),
        "hej",
        None,
        {**reply, "asks": None, "answer": answer, "degraded": False},
    )
    with client.session_transaction() as session:
        session["conversation"] = known
    page = client.get("/").text
    assert_whole(page)
    assert evil not in page and "javascript:" not in page


@pytest.mark.parametrize("path", ["/nej", "/stod/0000", "/api/nej", "/static/nej.css"])
def test_what_is_missing_has_one_shape(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    api = path.startswith("/api/")
    assert response.content_type.startswith("application/problem+json" if api else "text/html")
    assert "112" in response.text or api


def test_an_unforeseen_error_tells_nothing(app: Flask, client: FlaskClient) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.view_functions["about.about"] = lambda: 1 / 0
    response = client.get("/om")
    assert response.status_code == 500
    assert "ZeroDivision" not in response.text and "112" in response.text


def test_every_route_is_of_a_door_that_says_who_may_enter(app: Flask) -> None:
    assert all(door.who in (EVERYONE, SIGNED_IN, TOKEN) for door in DOORS)
    known = set(app.blueprints) | {"static"}
    assert {rule.endpoint.partition(".")[0] for rule in app.url_map.iter_rules()} <= known


def test_every_plain_route_answers_safely(app: Flask, client: FlaskClient) -> None:
    for rule in app.url_map.iter_rules():
        if rule.arguments or "GET" not in (rule.methods or ()):
            continue
        response = client.get(str(rule))
        assert response.status_code < 500, rule
        assert response.headers["X-Content-Type-Options"] == "nosniff", rule
        assert "default-src" in response.headers["Content-Security-Policy"], rule


def test_one_cookie_and_a_strict_one(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/").headers
    cookie = client.post("/", data={"message": "hej"}).headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Secure" not in cookie
    safe = client.post("/", data={"message": "hej"}, base_url="https://lots.example")
    assert "Secure" in safe.headers["Set-Cookie"]


PLACES = [
    ("Nyköping", "0480"),
    ("nyköping", "0480"),
    ("Linköpin", "0580"),
    ("malmö kommun", "1280"),
    ("9999", "9999"),
    ("Exempel", "9999"),
]


@pytest.mark.parametrize(("words", "code"), PLACES)
def test_the_search_forgives(client: FlaskClient, words: str, code: str) -> None:
    found = client.get("/api/municipalities", query_string={"q": words}).get_json()
    assert found["municipalities"][0]["code"] == code


@pytest.mark.parametrize("words", ["qqqqqq", "%", "'", "a" * 500])
def test_what_is_no_place_finds_none(client: FlaskClient, words: str) -> None:
    response = client.get("/api/municipalities", query_string={"q": words})
    assert response.get_json() == {"municipalities": []}


def test_health_tells_the_truth(client: FlaskClient, engine: ObedientEngine) -> None:
    well = client.get("/healthz").get_json()
    assert (well["status"], well["engine"], well["database"]) == ("ok", "ready", "ok")
    assert well["now"].startswith("2026-11-24T10:00"), "a fixed clock is said aloud"
    engine.down = True
    assert client.get("/healthz").get_json()["status"] == "degraded"


LINKS = [
    ("Ring 112 nu.", ["tel:112"]),
    ("Ring Karin, 070-174 06 05.", ["tel:0701740605"]),
    ("116 016 eller 1177", ["tel:116016", "tel:1177"]),
    ("år 1945 kl. 9–12, 62 000 kr", []),
]


@pytest.mark.parametrize(("text", "links"), LINKS)
def test_numbers_in_text_can_be_tapped(text: str, links: list[str]) -> None:
    assert re.findall(r'href="([^"]+)"', phone_links(text)) == links


def test_small_words() -> None:
    assert swedish_date("2026-11-01") == "1 november 2026"
    assert swedish_date(None) == ""
    assert quoted("Hej") == quoted("“Hej”") == "”Hej”"
    assert safe_url("javascript:x") is None
    assert tel('+46"><b>70') == "tel:+4670"

"""The chat in a frame on another site."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from services.settings import Settings
from tests.web.serving import ObedientEngine, make_app


def test_the_script_is_light_and_touches_only_its_own(client: FlaskClient) -> None:
    script = client.get("/embed.js")
    assert script.status_code == 200
    assert len(script.data) < 10_000
    assert "attachShadow" in script.text and "innerHTML" not in script.text


def ancestors(client: FlaskClient, path: str) -> str:
    policy = client.get(path).headers["Content-Security-Policy"]
    found = re.search(r"frame-ancestors ([^;]+)", policy)
    assert found is not None
    return found[1]


FRAMED = [
    ("/", "'none'"),
    ("/embed", "'self'"),
    ("/embed?kommun=0480", "'self'"),
    ("/embed?kommun=9999", "*"),
    ("/embed?kommun=2180", "https://www.gavle.se https://gavle.se"),
    ("/embed?kommun=Gävle", "https://www.gavle.se https://gavle.se"),
]


@pytest.mark.parametrize(("path", "allowed"), FRAMED)
def test_only_the_sites_of_the_municipality_may_frame_it(
    settings: Settings, engine: ObedientEngine, path: str, allowed: str
) -> None:
    origins = {"2180": ("https://www.gavle.se", "https://gavle.se")}
    client = make_app(replace(settings, embed_origins=origins), engine).test_client()
    assert ancestors(client, path) == allowed


def test_a_setting_closes_the_demonstration_too(settings: Settings, engine: ObedientEngine) -> None:
    closed = replace(settings, embed_origins={"9999": ("https://exempel.example",)})
    client = make_app(closed, engine).test_client()
    assert ancestors(client, "/embed?kommun=9999") == "https://exempel.example"


def test_the_conversation_comes_back_by_its_session(client: FlaskClient) -> None:
    body = {"message": "jag orkar inte", "municipality": "9999"}
    session = client.post("/api/chat", json=body).get_json()["session"]
    page = client.post("/embed/samtal", json={"session": session})
    assert "jag orkar inte" in page.text and 'class="call big"' in page.text
    assert client.post("/embed/samtal", json={"session": "annan"}).text.strip() == ""
    assert client.post("/embed/samtal", json={"session": 7}).status_code == 400

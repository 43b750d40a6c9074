"""The chat in a frame on another site."""

import pytest
from flask.testing import FlaskClient

from services.web import embed


def test_the_script_is_light_and_touches_only_its_own(client: FlaskClient) -> None:
    script = client.get("/embed.js")
    assert script.status_code == 200
    assert len(script.data) < 10_000
    assert "attachShadow" in script.text and "innerHTML" not in script.text


def test_the_frame_may_be_framed_and_the_page_may_not(client: FlaskClient) -> None:
    assert "frame-ancestors 'none'" in client.get("/").headers["Content-Security-Policy"]
    assert "frame-ancestors *" in client.get("/embed").headers["Content-Security-Policy"]


def test_a_municipality_may_name_its_sites(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = {"default": ["*"], "9999": ["https://exempelkommun.example"]}
    monkeypatch.setattr(embed, "read_origins", lambda: rows)
    policy = client.get("/embed?kommun=9999").headers["Content-Security-Policy"]
    assert "frame-ancestors https://exempelkommun.example;" in policy


def test_the_conversation_comes_back_by_its_session(client: FlaskClient) -> None:
    body = {"message": "jag orkar inte", "municipality": "9999"}
    session = client.post("/api/chat", json=body).get_json()["session"]
    page = client.post("/embed/samtal", json={"session": session})
    assert "jag orkar inte" in page.text and 'class="call big"' in page.text
    assert client.post("/embed/samtal", json={"session": "annan"}).text.strip() == ""
    assert client.post("/embed/samtal", json={"session": 7}).status_code == 400

"""Whom to tell about a hole, and which host names are answered to."""

from dataclasses import replace
from datetime import datetime

import pytest
from flask.testing import FlaskClient

from services.settings import Settings
from tests.web.serving import ObedientEngine, make_app


def test_security_txt_has_what_the_standard_asks_for(
    settings: Settings, engine: ObedientEngine
) -> None:
    told = replace(settings, security_contact="mailto:sakerhet@kommunen.example")
    client = make_app(told, engine).test_client()
    answer = client.get("/.well-known/security.txt")
    assert answer.content_type == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert fields["Contact"] == "mailto:sakerhet@kommunen.example"
    left = datetime.fromisoformat(fields["Expires"]) - settings.clock()
    assert 0 < left.days < 366


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("lots.kommunen.example", 200),
        ("lots.kommunen.example:8443", 200),
        ("www.andra.example", 200),
        ("localhost:8000", 200),
        ("kommunen.example", 400),
        ("lots.kommunen.example.evil.example", 400),
        ("evil.example", 400),
    ],
)
def test_only_trusted_hosts_are_answered_to(
    settings: Settings, engine: ObedientEngine, host: str, status: int
) -> None:
    narrow = replace(settings, trusted_hosts=("lots.kommunen.example", ".andra.example"))
    client = make_app(narrow, engine).test_client()
    for path in ("/", "/healthz", "/stod/9999"):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code == status
        assert "evil" not in answer.text


def test_without_the_setting_every_host_is_answered_to(client: FlaskClient) -> None:
    assert client.get("/", headers={"Host": "vad.som.helst"}).status_code == 200

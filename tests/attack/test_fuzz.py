"""Whatever is sent, the answer is one of those that are promised, and never a fault of ours."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from services.registry.database import open_database
from services.registry.store import Store
from services.registry.transfer.exporting import export_file
from services.registry.transfer.importing import import_file
from services.registry.transfer.problem import BadFile

SHORT = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
FOUL = st.sampled_from(
    [
        "\x00", "\u202e", "\ud800", "💥" * 500, "/restart", "/forget_conversation", "{{7*7}}",
        "' OR 1=1 --", "<script>alert(1)</script>", "%s%s%n", "../" * 50, "=cmd|' /C calc'!A0",
        "\r\nSet-Cookie: x=1", "a" * 2000, "à" + "\u0301" * 1900, "1" * 1999, "-" * 1999,
        " @" * 900,
    ]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | FOUL,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
BODY = st.fixed_dictionaries(
    {}, optional={"message": JSON, "session": JSON, "municipality": JSON, "extra": JSON}
)
ALLOWED = {200, 400, 413, 422}


def check(answer: Any) -> None:
    assert answer.status_code in ALLOWED
    if answer.status_code != 200:
        assert answer.content_type == "application/problem+json"
        problem = answer.get_json()
        assert problem["status"] == answer.status_code and problem["detail"]
        return
    body = answer.get_json()
    assert set(body) == {"session", "replies", "asks", "answer", "degraded"}
    assert body["replies"] and body["replies"][0]["text"]


@SHORT
@given(body=JSON | BODY)
def test_any_json(client: FlaskClient, body: Any) -> None:
    data = json.dumps(body)
    check(client.post("/api/chat", data=data, content_type="application/json"))


@SHORT
@given(data=st.binary(max_size=300), kind=st.sampled_from(["application/json", "text/html", ""]))
def test_any_bytes(client: FlaskClient, data: bytes, kind: str) -> None:
    check(client.post("/api/chat", data=data, content_type=kind))


@SHORT
@given(text=(st.text(min_size=1, max_size=2000) | FOUL))
def test_any_words(client: FlaskClient, text: str) -> None:
    data = json.dumps({"message": text, "municipality": "9999"})
    check(client.post("/api/chat", data=data, content_type="application/json"))


@pytest.mark.parametrize("data", [b"[" * 16000, b'{"message":' * 1400, b"9" * 16000])
def test_deep_and_wide(client: FlaskClient, data: bytes) -> None:
    check(client.post("/api/chat", data=data, content_type="application/json"))
    huge = client.post("/api/chat", data=b"x" * 17000, content_type="application/json")
    assert huge.status_code == 413


@pytest.fixture(scope="module")
def registry(seeded_web_file: Path) -> Engine:
    return open_database(f"sqlite:///{seeded_web_file}")


@pytest.fixture(scope="module")
def exported(registry: Engine) -> dict[str, bytes]:
    records = Store(registry).list_records(municipality="9999")[:3]
    return {ending: export_file(registry, records, ending) for ending in ("csv", "json", "xlsx")}


def read(registry: Engine, name: str, content: bytes) -> None:
    """Reads it in as a trial: a report or one refusal of ours, nothing else."""
    try:
        import_file(Store(registry), name, content, by="provet", dry_run=True)
    except BadFile as refused:
        assert str(refused)


@SHORT
@given(ending=st.sampled_from(["csv", "json", "xlsx"]), content=st.binary(max_size=400))
def test_any_file(registry: Engine, ending: str, content: bytes) -> None:
    read(registry, f"fil.{ending}", content)


@SHORT
@given(data=st.data(), ending=st.sampled_from(["csv", "json", "xlsx"]))
def test_any_damage(
    registry: Engine, exported: dict[str, bytes], data: st.DataObject, ending: str
) -> None:
    content = bytearray(exported[ending])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=6))
    read(registry, f"fil.{ending}", bytes(content))

"""Whatever is down, the person gets an answer."""

import numpy as np
import pytest
from flask.testing import FlaskClient

from services.settings import Settings
from services.understanding.situation import Turn
from services.understanding.triage import Triage
from services.web import fallback as room
from services.web.fallback import Fallback, read_by_rules
from services.web.last_resort import last_resort
from tests.web.serving import ObedientEngine, make_app, with_database


def test_without_the_engine_the_answer_is_marked(
    client: FlaskClient, engine: ObedientEngine
) -> None:
    engine.down = True
    body = {"message": "Mamma har fått demens och jag orkar inte", "municipality": "9999"}
    reply = client.post("/api/chat", json=body).get_json()
    assert reply["degraded"] is True
    assert reply["answer"] is None or reply["answer"]["contacts"]
    assert reply["replies"][0]["text"]


def test_without_the_database_there_are_still_numbers(
    settings: Settings, engine: ObedientEngine
) -> None:
    engine.down = True
    gone = with_database(settings, "sqlite:////nowhere/at/all.db")
    client = make_app(gone, engine).test_client()
    message = "min man har demens och jag behöver avlösning"  # a greeting needs no database
    response = client.post("/api/chat", json={"message": message, "municipality": "9999"})
    phones = [one["phone"] for one in response.get_json()["answer"]["contacts"]]
    assert {"112", "1177"} <= set(phones)
    assert client.get("/").status_code == 200
    assert client.get("/healthz").get_json()["database"] == "down"


def test_without_a_model_someone_who_listens(
    settings: Settings, engine: ObedientEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "SHIPPED_HEADS", settings.var / "none.npz")
    bare = Fallback(engine.directory, settings.clock, settings.var / "none.npz")
    reply = bare.answer([Turn("det är svårt")], "9999")
    assert reply.answer is not None
    assert reply.answer["contacts"][0]["support_type"] == "anhorigkonsulent"


def test_danger_is_found_by_the_rules_alone(
    settings: Settings, engine: ObedientEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "read_triage", lambda texts, chance: Triage("danger", "medical"))
    monkeypatch.setattr(room, "SHIPPED_HEADS", settings.var / "none.npz")
    bare = Fallback(engine.directory, settings.clock, settings.var / "none.npz")
    reply = bare.answer([Turn("Han andas inte")], None)
    assert reply.answer is not None
    assert reply.answer["contacts"][0]["phone"] == "112"
    assert "112" in reply.replies[0]["text"]


def test_a_broken_model_is_no_model(
    settings: Settings, engine: ObedientEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = settings.var / "broken.npz"
    np.savez(broken, nothing=np.zeros(1))
    monkeypatch.setattr(room, "SHIPPED_HEADS", broken)
    assert Fallback(engine.directory, settings.clock, broken).answer([Turn("hej")], None).replies


def test_rules_that_break_still_end_in_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Triage:
        raise RuntimeError

    monkeypatch.setattr(room, "read_triage", broken)
    assert read_by_rules(["hej"]).enough is True


@pytest.mark.parametrize(("triage", "first"), [("danger", "112"), ("routine", "1177")])
def test_the_last_resort_needs_no_database(triage: str, first: str) -> None:
    answer = last_resort(triage, None).answer
    assert answer is not None
    assert answer["contacts"][0]["phone"] == first
    assert all(contact["why"] and contact["say"] for contact in answer["contacts"])

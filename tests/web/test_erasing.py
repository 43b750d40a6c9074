"""Who writes that the conversation should be erased has it erased, and nobody else has."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from services.conversation.store import ConversationStore
from services.web.erasing import asks_to_erase
from tests.web.serving import ObedientEngine

WISHES = (
    "Radera samtalet",
    "radera samtalet!",
    "Ta bort chatten tack",
    "kan du radera allt jag skrivit?",
    "Ta bort det jag har skrivit",
    "ta bort min historik",
    "snälla radera hela konversationen nu",
    "RADERA HISTORIKEN",
)
NOT_WISHES = (
    "Går det att radera samtalet?",
    "radera samtalet?",
    "hur tar jag bort chatten",
    "pappa har raderat alla bilder",
    "mamma vill ta bort sig själv",
    "jag vill ta bort mig själv",
    "ta bort allt",
    "radera allt",  # it may be said of oneself
    "radera samtalet med biståndshandläggaren",
    "ta bort samtalet, han slår mig",
    "radera " + "samtalet " * 50,
    "",
)
BODY = {"message": "jag orkar inte mer", "municipality": "9999"}


@pytest.mark.parametrize("text", WISHES)
def test_a_wish(text: str) -> None:
    assert asks_to_erase(text)


@pytest.mark.parametrize("text", NOT_WISHES)
def test_no_wish(text: str) -> None:
    assert not asks_to_erase(text)


def test_it_is_erased_in_the_database_and_in_the_engine(
    client: FlaskClient, engine: ObedientEngine
) -> None:
    session = client.post("/api/chat", json=BODY).get_json()["session"]
    wish = BODY | {"message": "Radera samtalet", "session": session}
    reply = client.post("/api/chat", json=wish).get_json()
    assert reply["replies"][0]["text"].startswith("Samtalet är raderat.")
    assert (reply["asks"], reply["answer"], reply["degraded"]) == (None, None, False)
    assert reply["session"] != session and engine.forgotten == [session]
    assert store(client).list_turns(session) == () == store(client).list_turns(reply["session"])
    assert [text for _, text, _ in engine.asked] == [BODY["message"]], "the wish itself is not kept"


def test_our_own_page_is_told_by_a_header(client: FlaskClient) -> None:
    html = {"Accept": "text/html"}
    session = client.post("/api/chat", json=BODY, headers=html).headers["X-Lots-Session"]
    wish = BODY | {"message": "radera samtalet", "session": session}
    answer = client.post("/api/chat", json=wish, headers=html)
    assert (answer.headers["X-Lots-Erased"], answer.headers["X-Lots-Session"]) == ("1", "")
    assert store(client).list_turns(session) == ()
    assert "jag orkar inte mer" not in client.get("/").text


def test_without_scripts_too(client: FlaskClient) -> None:
    client.post("/", data={"message": "jag orkar inte mer", "kommun": "9999"})
    page = client.post("/", data={"message": "Radera samtalet"}, follow_redirects=True).text
    assert "Samtalet är raderat" in page and "jag orkar inte mer" not in page


def test_what_could_not_be_erased_is_not_said_to_be(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: ConversationStore, session: str) -> bool:
        raise OperationalError("delete", {}, Exception("down"))

    monkeypatch.setattr(ConversationStore, "erase", refuse)
    answer = client.post("/api/chat", json={"message": "radera samtalet", "session": "x" * 32})
    assert answer.status_code == 503
    assert answer.get_json()["detail"].startswith("Det gick inte att radera samtalet")


def store(client: FlaskClient) -> ConversationStore:
    found: ConversationStore = client.application.extensions["lots"].conversations
    return found

"""Conversations are kept for a day, and gone when they are erased."""

import random
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text

from services.conversation.store import ConversationStore
from services.registry.database import open_database
from services.registry.migration import upgrade_database

SECRET = "en-mening-som-inte-far-finnas-kvar"
REPLY = {"replies": [{"text": SECRET, "buttons": []}], "asks": None, "answer": None}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("conversation") / "empty.db"
    engine = open_database(f"sqlite:///{path}")
    upgrade_database(engine)
    engine.dispose()
    return path


@pytest.fixture
def engine(empty: Path, tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{shutil.copy(empty, tmp_path / 'lots.db')}")
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine: Engine) -> ConversationStore:
    return ConversationStore(engine)


def test_a_session_cannot_be_guessed(store: ConversationStore) -> None:
    sessions = {store.start() for _ in range(100)}
    assert len(sessions) == 100
    assert all(len(session) >= 32 for session in sessions)


def test_turns_come_back_in_order(store: ConversationStore) -> None:
    session = store.start()
    store.append(session, "första", None, REPLY)
    store.append(session, "andra", "need", REPLY)
    assert [(t.text, t.asked) for t in store.list_turns(session)] == [
        ("första", None),
        ("andra", "need"),
    ]
    assert store.list_turns(session)[0].reply == REPLY


def test_a_turn_is_one_commit(store: ConversationStore, engine: Engine) -> None:
    commits: list[object] = []
    event.listen(engine, "commit", commits.append)
    store.append(store.start(), "hej", None, REPLY)
    assert len(commits) == 1


def test_one_conversation_does_not_see_another(store: ConversationStore) -> None:
    store.append(one := store.start(), "min", None, REPLY)
    store.append(other := store.start(), "din", None, REPLY)
    store.erase(one)
    assert [turn.text for turn in store.list_turns(other)] == ["din"]
    assert store.list_turns(one) == ()


@pytest.mark.parametrize("session", ["", "påhittad", "x" * 5000, "\ud800", "' OR 1=1 --"])
def test_an_unknown_session_has_no_turns(store: ConversationStore, session: str) -> None:
    assert store.list_turns(session) == ()
    assert store.erase(session) is False


def test_the_session_itself_is_kept_nowhere(store: ConversationStore, engine: Engine) -> None:
    session = store.start()
    store.append(session, "hej", None, REPLY)
    with engine.connect() as connection:
        keys = connection.scalars(text("SELECT key FROM conversation")).all()
    assert keys and session not in keys


def test_what_is_erased_is_not_left_in_the_files(
    store: ConversationStore, engine: Engine, tmp_path: Path
) -> None:
    session = store.start()
    for _ in range(30):
        store.append(session, SECRET, None, REPLY)
    assert store.erase(session) is True
    left = b"".join(path.read_bytes() for path in tmp_path.glob("lots.db*"))
    assert SECRET.encode() not in left


@pytest.mark.parametrize(("hours", "kept"), [(1, True), (23, True), (25, False), (100, False)])
def test_a_day_after_the_last_message_it_is_gone(engine: Engine, hours: int, kept: bool) -> None:
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    past = ConversationStore(engine, lambda: now - timedelta(hours=hours))
    past.append(session := past.start(), "hej", None, REPLY)
    erased = ConversationStore(engine, lambda: now).erase_old()
    assert erased == (0 if kept else 1)
    assert bool(past.list_turns(session)) is kept


def test_a_new_message_starts_the_day_again(engine: Engine) -> None:
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    past = ConversationStore(engine, lambda: now - timedelta(hours=30))
    past.append(session := past.start(), "i går", None, REPLY)
    today = ConversationStore(engine, lambda: now)
    today.append(session, "i dag", None, REPLY)
    assert today.erase_old() == 0
    assert len(today.list_turns(session)) == 2


def test_pages_that_were_split_and_joined_hold_nothing_of_what_was_erased(
    empty: Path, tmp_path: Path
) -> None:
    """Two processes, as when one web server writes and another erases. A row that grew beside
    others has been moved about before it goes."""
    path, chance = Path(shutil.copy(empty, tmp_path / "busy.db")), random.Random(7)
    engines = [open_database(f"sqlite:///{path}") for _ in range(2)]
    writes, erases = map(ConversationStore, engines)
    kept: dict[str, list[str]] = {}
    gone: list[str] = []
    for number in range(300):
        if kept and chance.random() < 0.2:
            session = chance.choice(list(kept))
            erases.erase(session)
            gone += kept.pop(session)
            continue
        session = chance.choice(list(kept)) if kept and chance.random() < 0.6 else f"s{number}"
        word = f"Zq{number:05}zq"
        filling = "y" * chance.randrange(4000)
        writes.append(session, word, None, REPLY | {"replies": [{"text": word + filling}]})
        kept.setdefault(session, []).append(word)
    for engine in engines:
        engine.dispose()
    content = b"".join(file.read_bytes() for file in tmp_path.glob("busy.db*"))
    assert len(gone) > 40 and len(kept) > 20
    assert [word for word in gone if word.encode() in content] == []

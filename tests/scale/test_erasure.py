"""After deletion the words are nowhere: not in a table, a file, a log or a copy."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from sqlalchemy import MetaData, String, Text, cast, select

from services.settings import Settings
from tests.web.serving import make_app, seed, settings_of

WORD = "Zebrastina"


def tables_with_word(settings: Settings) -> list[str]:
    """Every table that has the word in any column."""
    app = make_app(settings)
    engine = app.extensions["lots"].engine
    metadata = MetaData()
    found = []
    with engine.connect() as connection:
        metadata.reflect(bind=connection)
        for table in metadata.tables.values():
            for column in table.columns:
                words = cast(column, Text if column.type is not String else String)
                if connection.scalar(select(words).where(words.contains(WORD)).limit(1)):
                    found.append(f"{table.name}.{column.name}")
    engine.dispose()
    return found


def files_with_word(folder: Path) -> list[str]:
    found = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in found if WORD.encode() in path.read_bytes()]


def test_a_conversation_is_nowhere_after_it_was_erased(tmp_path: Path) -> None:
    settings = replace(settings_of(seed(tmp_path)), var=tmp_path)
    app = make_app(settings)
    client = app.test_client()
    body = {"message": f"{WORD} orkar inte mer, avlösning?", "municipality": "9999"}
    session = client.post("/api/chat", json=body).get_json()["session"]
    assert tables_with_word(settings) == ["conversation_turn.text"], "it is kept, so it is found"
    assert files_with_word(tmp_path) != []
    assert client.delete("/api/chat", json={"session": session}).status_code == 204
    app.extensions["lots"].engine.dispose()
    assert tables_with_word(settings) == []
    assert files_with_word(tmp_path) == []
    with closing(sqlite3.connect(tmp_path / "seeded.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)

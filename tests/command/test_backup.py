"""Backup and restore of the embedded database: while people write, whole or not at all."""

import json
import os
import shutil
import sqlite3
import stat
import time
import zipfile
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from click.testing import CliRunner
from sqlalchemy.exc import OperationalError

from services.accounts.audit import find_last_backup
from services.accounts.office import Office
from services.command import backup, restore
from services.command.archive import fingerprint, is_known_secret
from services.conversation.store import ConversationStore
from services.desk.callback import add_callback, list_callbacks
from services.desk.desk import Desk
from services.desk.seal import Seal
from services.desk.wish import Wish
from services.registry.database import open_database
from services.registry.migration import upgrade_database
from services.registry.seed import seed_registry
from services.settings import read_settings

KEY = "en-nyckel-som-ar-lang-nog"
WISH = Wish("Karin", "+46701740605", "på förmiddagen", "ring på dagen")


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seeded") / "lots.db"
    engine = open_database(f"sqlite:///{path}")
    upgrade_database(engine)
    seed_registry(engine)
    engine.dispose()
    return path


@pytest.fixture
def desk(seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setenv("LOTS_VAR", str(tmp_path / "var"))
    (tmp_path / "var").mkdir()
    shutil.copy(seeded, tmp_path / "var" / "lots.db")
    monkeypatch.setenv("LOTS_SECRET_KEY", KEY)
    monkeypatch.delenv("LOTS_DATABASE_URL", raising=False)
    engine = open_database()
    yield Desk(engine, Seal([KEY]), read_settings().clock)
    engine.dispose()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kopia.zip"


def run(command, *words: object):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(command, [str(word) for word in words])


def manifest_of(file: Path) -> dict:  # type: ignore[type-arg]
    with zipfile.ZipFile(file) as archive:
        return json.loads(archive.read("manifest.json"))


def test_copies_taken_while_three_people_write_are_each_whole(desk: Desk, tmp_path: Path) -> None:
    stop, confirmed = Event(), [0, 0, 0]

    def write(who: int) -> None:
        while not stop.is_set():
            add_callback(desk, "9999", WISH, f"{who} {confirmed[who]}")
            confirmed[who] += 1
            time.sleep(0.01)  # SQLite has no queue: whoever never rests lets nobody in

    writers = [Thread(target=write, args=(who,)) for who in range(3)]
    for writer in writers:
        writer.start()
    floor = 0
    try:
        for number in range(3):
            before = sum(confirmed)
            file = tmp_path / f"{number}.zip"
            assert run(backup.command, file).exit_code == 0
            kept = manifest_of(file)["counts"]["callback"]
            assert before <= kept <= sum(confirmed) + 3, "what was confirmed before is in it"
            assert kept >= floor
            floor = kept
            assert run(restore.command, file, "--check").exit_code == 0
    finally:
        stop.set()
        for writer in writers:
            writer.join()


def test_what_was_lost_comes_back_and_a_running_service_sees_it(desk: Desk, file: Path) -> None:
    add_callback(desk, "9999", WISH, "kvitto")
    assert run(backup.command, file).exit_code == 0
    with closing(sqlite3.connect(read_settings().var / "lots.db")) as connection:
        connection.execute("DELETE FROM callback")
        connection.commit()
    assert list_callbacks(desk, "9999") == ()
    done = run(restore.command, file)
    assert done.exit_code == 0, done.output
    assert "raderna stämmer tabell för tabell" in done.output
    assert [row.wish for row in list_callbacks(desk, "9999")] == [WISH]


def test_no_conversation_and_no_key_is_in_a_copy(desk: Desk, file: Path) -> None:
    store = ConversationStore(desk.engine)
    store.append("ett samtal", "farmor Elsa på Zebravägen", None, {})
    assert run(backup.command, file).exit_code == 0
    with zipfile.ZipFile(file) as archive:
        content, manifest = archive.read("content"), archive.read("manifest.json")
    assert "Zebravägen".encode() not in content
    assert KEY.encode() not in content + manifest
    assert manifest_of(file)["counts"]["conversation_turn"] == 0
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o600


def test_another_key_is_refused_in_plain_words(
    desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(backup.command, file).exit_code == 0
    add_callback(desk, "9999", WISH, "senare")
    monkeypatch.setenv("LOTS_SECRET_KEY", "en helt annan")
    refused = run(restore.command, file)
    assert refused.exit_code == 1 and "en annan nyckel" in refused.output
    assert len(list_callbacks(desk, "9999")) == 1
    monkeypatch.setenv("LOTS_OLD_SECRET_KEYS", KEY)
    assert run(restore.command, file, "--check").exit_code == 0
    monkeypatch.delenv("LOTS_OLD_SECRET_KEYS")
    assert run(restore.command, file, "--without-key").exit_code == 0
    assert list_callbacks(desk, "9999") == ()


@pytest.mark.parametrize("where", [0.02, 0.4, 0.7, 0.99])
def test_a_damaged_file_changes_nothing(desk: Desk, file: Path, where: float) -> None:
    assert run(backup.command, file).exit_code == 0
    data = bytearray(file.read_bytes())
    at = int(len(data) * where)
    data[at : at + 40] = b"x" * 40
    file.write_bytes(data)
    add_callback(desk, "9999", WISH, "senare")
    refused = run(restore.command, file)
    assert refused.exit_code == 1
    assert "Ingenting är ändrat." in refused.output
    assert len(list_callbacks(desk, "9999")) == 1


@pytest.mark.parametrize("names", [["content"], ["../../x", "content", "manifest.json"]])
def test_a_zip_of_something_else_is_refused(desk: Desk, file: Path, names: list[str]) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "{}")
    refused = run(restore.command, file)
    assert refused.exit_code == 1 and "ingen säkerhetskopia" in refused.output


def test_a_copy_by_a_newer_version_is_refused(desk: Desk, file: Path) -> None:
    with desk.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert run(backup.command, file).exit_code == 0
    refused = run(restore.command, file)
    assert refused.exit_code == 1 and "nyare version" in refused.output


def test_a_failed_backup_leaves_the_old_file(desk: Desk, file: Path) -> None:
    assert run(backup.command, file).exit_code == 0
    before = file.read_bytes()
    (read_settings().var / "lots.db").write_bytes(b"not a database" * 500)
    assert run(backup.command, file).exit_code == 1
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] != []


def test_a_fingerprint_knows_its_key_only() -> None:
    mark = fingerprint(KEY)
    assert KEY not in mark and mark != fingerprint(KEY)
    assert is_known_secret(mark, ["fel", KEY])
    assert not is_known_secret(mark, ["fel"])


def test_that_a_copy_was_taken_is_noted_for_the_page_that_tells_how_things_are(
    desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(desk.engine, KEY)
    assert find_last_backup(office) is None
    assert run(backup.command, file).exit_code == 0
    noted = find_last_backup(office)
    made = datetime.fromisoformat(manifest_of(file)["made_at"])
    assert noted and abs(noted - made) < timedelta(minutes=1)
    monkeypatch.setattr(backup, "note_backup", refuse)
    done = run(backup.command, file)
    assert done.exit_code == 0 and "gick inte att anteckna" in done.output
    assert manifest_of(file)["counts"], "the copy is whole all the same"


def refuse(office: Office) -> None:
    raise OperationalError("insert", {}, Exception("read-only"))

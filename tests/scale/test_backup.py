"""A backup of PostgreSQL while people write, and back: the same rows, or nothing touched."""

import json
import zipfile
from pathlib import Path
from threading import Event, Thread

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, func, select, text

from services.command import backup, restore
from services.conversation.store import ConversationStore
from services.desk.callback import add_callback, list_callbacks
from services.desk.desk import Desk
from services.desk.models import CallbackRow
from services.desk.seal import Seal
from services.desk.wish import Wish
from services.settings import read_settings
from tests.servers import Postgresql, needs_postgresql

pytestmark = needs_postgresql
WISH = Wish("Karin", "+46701740605", "på förmiddagen", "ring på dagen")


@pytest.fixture
def environment(postgresql: Postgresql, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOTS_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("LOTS_SECRET_KEY", "en nyckel som är lång nog")
    monkeypatch.setenv("LOTS_DATABASE_URL", postgresql.url)
    return tmp_path / "kopia.zip"


def desk_of(postgres: Engine) -> Desk:
    settings = read_settings()
    return Desk(postgres, Seal([settings.secret_key]), settings.clock)


def rows(postgres: Engine, table: str) -> int:
    with postgres.connect() as connection:
        return int(connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


def test_out_and_back_while_people_write(postgres: Engine, environment: Path) -> None:
    desk, stop, written = desk_of(postgres), Event(), [0]

    def write() -> None:
        while not stop.is_set():
            add_callback(desk, "9999", WISH, f"kvitto {written[0]}")
            written[0] += 1

    writer = Thread(target=write)
    writer.start()
    try:
        while written[0] < 5:
            pass
        done = CliRunner().invoke(backup.command, [str(environment)])
    finally:
        stop.set()
        writer.join()
    assert done.exit_code == 0, done.output
    manifest = json.loads(zipfile.ZipFile(environment).read("manifest.json"))
    assert 5 <= manifest["counts"]["callback"] <= written[0]
    with postgres.begin() as connection:
        connection.execute(text("DELETE FROM callback"))
        connection.execute(text("UPDATE phone SET number = '+46000'"))
    back = CliRunner().invoke(restore.command, [str(environment)])
    assert back.exit_code == 0, back.output
    assert rows(postgres, "callback") == manifest["counts"]["callback"]
    assert list_callbacks(desk, "9999")[0].wish == WISH
    with postgres.connect() as connection:
        wrong = "SELECT count(*) FROM phone WHERE number = '+46000'"
        assert connection.scalar(text(wrong)) == 0
    ConversationStore(postgres).append("ett samtal", "hej", None, {})
    add_callback(desk, "9999", WISH, "efteråt")


def test_a_spoiled_copy_changes_nothing(postgres: Engine, environment: Path) -> None:
    desk = desk_of(postgres)
    assert CliRunner().invoke(backup.command, [str(environment)]).exit_code == 0
    spoil(environment)
    add_callback(desk, "9999", WISH, "senare")
    back = CliRunner().invoke(restore.command, [str(environment)])
    assert back.exit_code == 1
    assert "Ingenting är ändrat." in back.output
    with postgres.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(CallbackRow)) == 1


def test_a_check_takes_everything_back(postgres: Engine, environment: Path) -> None:
    assert CliRunner().invoke(backup.command, [str(environment)]).exit_code == 0
    add_callback(desk_of(postgres), "9999", WISH, "senare")
    checked = CliRunner().invoke(restore.command, [str(environment), "--check"])
    assert checked.exit_code == 0 and "är hel" in checked.output
    assert rows(postgres, "callback") == 1


def spoil(path: Path) -> None:
    """Takes the last row away and makes the digest fit: only the counting can tell."""
    import hashlib

    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        content = b"".join(archive.read("content").splitlines(keepends=True)[:-1])
    manifest["digest"] = hashlib.sha256(content).hexdigest()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        archive.writestr("content", content)

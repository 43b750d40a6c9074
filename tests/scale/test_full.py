"""A disk that is full under the real web: what is seen, and that nothing is saved by half."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.web.server_process import Web, serving
from tests.web.serving import seed
from tests.web.test_desk_pages import QUESTION, WISH

DANGER = {"message": "mamma andas inte", "municipality": "9999"}
ASKS = {"message": "pappa har demens, jag behöver avlösning", "municipality": "9999"}
DEMO = "+46701740"  # the numbers of Exempelkommunen
ROOM = 4 * 1024 * 1024
"""Bytes on the disk besides the database; what fills it leaves none of them."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own, with a database on it."""
    made = seed(tmp_path)
    disk = tmp_path / "disk"
    disk.mkdir()
    size = made.stat().st_size + ROOM
    words = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)]
    if subprocess.run(words, capture_output=True).returncode:
        pytest.skip("a disk can only be made by someone who may mount one")
    try:
        shutil.copy(made, disk / "lots.db")
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Takes all that is free, to the last page."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(os.sysconf("SC_PAGE_SIZE"))):
                pass
        except OSError:
            pass
    return ballast


def count(disk: Path, table: str) -> int:
    with closing(sqlite3.connect(disk / "lots.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def until_full(client: httpx.Client) -> None:
    """What was free inside the database's own files is used up too."""
    for _ in range(400):
        kept = client.post("/ring-mig", data=WISH | {"receipt": os.urandom(13).hex()})
        if kept.status_code == 503:
            return
        assert kept.status_code == 303
    pytest.fail("the disk never became full")


def the_numbers(client: httpx.Client, body: dict[str, str]) -> list[str]:
    found = client.post("/api/chat", json=body)
    assert found.status_code == 200, found.text
    return [contact["phone"] for contact in found.json()["answer"]["contacts"]]


def test_a_full_disk_keeps_nobody_from_an_answer(disk: Path) -> None:
    with serving(disk / "lots.db") as web, web.client() as client:
        ballast = fill(disk)
        until_full(client)
        before = {name: count(disk, name) for name in ("callback", "question")}
        assert the_numbers(client, DANGER)[0] == "112"
        local = [number for number in the_numbers(client, ASKS) if number.startswith(DEMO)]
        assert local, "what is read is still there"
        see_the_pages(client)
        assert {name: count(disk, name) for name in before} == before, "nothing by half"
        ballast.unlink()
        assert client.post("/ring-mig", data=WISH).status_code == 303, "with the same receipt"
        assert count(disk, "callback") == before["callback"] + 1
        assert_no_words(web)


def see_the_pages(client: httpx.Client) -> None:
    """The pages without JavaScript: an answer, and forms that keep what was written."""
    page = client.post("/", data=DANGER | {"kommun": "9999"}, follow_redirects=True)
    assert page.status_code == 200 and "tel:112" in page.text
    assert "mamma andas inte" in page.text
    for path, form, field in (("/ring-mig", WISH, "name"), ("/fraga", QUESTION, "receipt")):
        refused = client.post(path, data=form)
        assert refused.status_code == 503
        assert "Det gick inte att spara just nu" in refused.text
        assert form[field] in refused.text and form["receipt"] in refused.text
        assert "sqlite" not in refused.text.lower() and "Traceback" not in refused.text


def assert_no_words(web: Web) -> None:
    """The log tells of the failure, and of nothing that was written."""
    assert not any(word in web.log.read_text() for word in ("Qwintilla", "andas", "174 06"))

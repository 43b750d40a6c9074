"""The script before anything is installed: it says in one sentence what stands in its way."""

import os
import shutil
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from services.command.setup import environment as module
from services.command.setup.environment import Environment, find_python
from services.command.setup.reason import Stop, explain
from services.command.setup.uv import find_uv, show

ROOT = Path(__file__).parents[2]
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what the script needs, in which nothing is installed."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "services/command/setup", folder / "services/command/setup")
    shutil.copy(ROOT / "services/command/__init__.py", folder / "services/command")
    shutil.copy(ROOT / "lots", folder)
    (folder / "bot").mkdir()
    for name in ("pyproject.toml", "uv.lock", "bot/pyproject.toml", "bot/uv.lock"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def fake_uv(folder: Path, body: str) -> Path:
    """A uv that notes how it is called and then does `body`."""
    path = folder / "uv"
    path.write_text(f'#!/bin/sh\n[ "$1" = --version ] && exit 0\necho "$@" >> {path}.calls\n{body}')
    path.chmod(0o755)
    return path


def run(project: Path, uv: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(project / "lots"), *words],
        env={**os.environ, "UV": str(uv), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("error: No space left on device (os error 28)", "Disken är full"),
        ("error: No interpreter found for Python 3.11 in managed installations", "Python 3.11 sak"),
        (
            "error: Failed to install cpython-3.11\n cause: python-build-standalone",
            "Python 3.11 sa",
        ),
        ("error: Permission denied (os error 13)", "Mappen går inte att skriva i"),
        ("error: Failed to fetch: `https://index.example/flask/`", "Nätet svarade inte"),
        ("error: something else", "gick inte att installera paketen till webben: error: some"),
        ("", "inget svar"),
    ],
)
def test_what_uv_says_becomes_one_sentence(
    project: Path, tmp_path: Path, said: str, sentence: str
) -> None:
    done = run(project, fake_uv(tmp_path, f"echo '{said}' >&2; exit 2"), "evaluate")
    assert done.returncode == 1
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr + done.stdout


def test_a_full_disk_while_writing_is_one_sentence() -> None:
    assert explain("[Errno 28] x (os error 28)", "det som behövs").startswith("Disken är full")
    assert "Disken är full" not in explain("(os error 280)", "det som behövs")


def test_a_nearly_full_disk_is_told_before_the_download(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _: Usage(9e9, 8e9, 1e9))
    bot = Environment(tmp_path, ("3.10",), "paketen till dialogmotorn", 2.3, False)
    with pytest.raises(Stop, match="behöver 2,3 GB och 1,0 GB är ledigt"):
        bot.need_room()


def test_only_what_the_command_needs_is_fetched(project: Path, tmp_path: Path) -> None:
    uv = fake_uv(tmp_path, "mkdir -p .venv/bin; ln -sf /bin/echo .venv/bin/python")
    done = run(project, uv, "evaluate", "fil.jsonl")
    assert done.returncode == 0, done.stderr
    (call,) = Path(f"{uv}.calls").read_text().splitlines()
    assert "--frozen" in call
    assert "--no-dev" in call
    assert done.stdout.splitlines()[-1] == "-P -m services.command evaluate fil.jsonl"


def test_a_second_start_asks_nothing(project: Path, tmp_path: Path) -> None:
    uv = fake_uv(tmp_path, "mkdir -p .venv/bin; ln -sf /bin/echo .venv/bin/python")
    run(project, uv, "serve")
    assert len(Path(f"{uv}.calls").read_text().splitlines()) == 2
    assert run(project, uv, "serve").stdout.splitlines() == ["-P -m services.command serve"]
    assert len(Path(f"{uv}.calls").read_text().splitlines()) == 2


def test_a_changed_lock_and_a_wish_for_tests_are_synced(project: Path, tmp_path: Path) -> None:
    uv = fake_uv(tmp_path, "mkdir -p .venv/bin; ln -sf /bin/echo .venv/bin/python")
    run(project, uv, "evaluate")
    run(project, uv, "check")
    with (project / "uv.lock").open("a") as lock:
        lock.write("# changed\n")
    run(project, uv, "evaluate")
    calls = Path(f"{uv}.calls").read_text().splitlines()
    assert ["--no-dev" in call for call in calls] == [True, False, False]


def test_a_machine_without_uv_and_pip_is_told_how(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("UV", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("services.command.setup.uv.works", lambda _: False)
    with pytest.raises(Stop, match="apt install python3-pip"):
        find_uv(tmp_path / "setup")


def test_a_whole_python_is_found_or_left_to_uv() -> None:
    own = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert own in find_python((own,))
    assert find_python(("9.99",)) == "9.99"


def test_progress_is_told_in_swedish(capsys: pytest.CaptureFixture[str]) -> None:
    show("Downloading spacy (30.5MiB)\n")
    show("Installed 12 packages in 3ms\n")
    show(" + flask==3.1\n")
    assert capsys.readouterr().out == "  spacy (30,5 MB)\n  12 paket är på plats.\n"


def test_help_needs_nothing_installed(project: Path, tmp_path: Path) -> None:
    done = run(project, tmp_path / "none", "--help")
    assert done.returncode == 0
    assert "serve" in done.stdout


def test_the_script_is_written_for_python_3_9() -> None:
    import ast

    for path in [ROOT / "lots", *(ROOT / "services/command/setup").glob("*.py")]:
        ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9))

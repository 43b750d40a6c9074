"""A part alone, as a container runs it: the same program, its log on standard output."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.command import part, programs
from services.command.child import Child, Program
from services.settings import ROOT, read_settings


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "LOTS_VAR": str(tmp_path),
        "LOTS_ACTIONS_URL": f"http://127.0.0.1:{free_port()}/webhook",
    }


def words(*rest: str) -> list[str]:
    return [sys.executable, "-P", "-m", "services.command.part", *rest]


@pytest.fixture
def actions(environment: dict[str, str]) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        words("actions"), env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


def test_a_part_is_asked_from_within_and_ends_when_told(
    environment: dict[str, str], actions: "subprocess.Popen[str]"
) -> None:
    until = time.monotonic() + 40
    while subprocess.run(words("actions", "--ready"), env=environment, cwd=ROOT).returncode:
        assert time.monotonic() < until, "it never answered"
        time.sleep(0.3)
    actions.send_signal(signal.SIGTERM)
    assert actions.wait(15) == 0
    asked = subprocess.run(words("actions", "--ready"), env=environment, cwd=ROOT)
    assert asked.returncode == 1


@pytest.mark.parametrize("rest", [[], ["allt"], ["web", "--nu"]])
def test_another_word_is_refused(rest: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert part.main(rest) == 2
    assert "web, rasa, actions" in capsys.readouterr().err


def test_a_part_is_the_program_that_serve_starts(tmp_path: Path) -> None:
    settings = read_settings({"LOTS_VAR": str(tmp_path)})
    started = programs.web_program(settings, settings.port)
    found = part.program_of("web", settings)
    assert (found.command, found.ready_url) == (started.command, started.ready_url)
    assert dict(started.env).items() - dict(found.env).items() == {
        ("PYTHONPYCACHEPREFIX", str(tmp_path / "bytecode"))
    }
    assert "bot.serve" in part.program_of("rasa", settings).command


def test_the_engine_need_not_know_the_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOTS_VAR", str(tmp_path))
    monkeypatch.delenv("LOTS_SECRET_KEY", raising=False)
    part.settings_of("rasa")
    assert list(tmp_path.iterdir()) == []
    part.settings_of("web")
    assert (tmp_path / "secret_key").exists()


def test_without_a_folder_the_log_is_standard_output_and_as_clean(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    line = """print('{"event": "start", "level": "info", "text": "min mamma"}')"""
    child = Child(Program("rasa", (sys.executable, "-c", line), tmp_path), None, print)
    child.start()
    assert child.process
    child.process.wait()
    time.sleep(0.3)
    said = capfd.readouterr().out
    assert '"event": "start"' in said and "mamma" not in said

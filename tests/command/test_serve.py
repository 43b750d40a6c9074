"""Serving: taken ports, the model's training, and what each process is told."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from services.command import engine, model, prepare, programs
from services.command.engine import Engine
from services.command.group import COMMANDS, lots
from services.command.log import clean
from services.command.port import need_free_port
from services.command.refusal import Refusal
from services.command.serve import command
from services.command.supervisor import Supervisor
from services.settings import Settings, read_settings
from services.web.server import where


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"LOTS_VAR": str(tmp_path)})


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield int(listener.getsockname()[1])


def test_a_taken_port_is_one_sentence(
    taken: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOTS_VAR", str(tmp_path))
    result = CliRunner().invoke(command, ["--port", str(taken)])
    assert result.exit_code == 1
    assert result.output.startswith(f"Port {taken} är upptagen av ett annat program.")
    assert f"--port {taken + 1}" in result.output
    assert len(result.output.splitlines()) == 1


def test_a_free_port_is_no_matter() -> None:
    need_free_port("127.0.0.1", 0, "")


@pytest.mark.parametrize("url", ["http://10.0.0.1:5005", "http://rasa.example:5005"])
def test_the_engine_is_never_outside_this_machine(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOTS_VAR", str(tmp_path))
    monkeypatch.setenv("LOTS_RASA_URL", url)
    result = CliRunner().invoke(command, ["--port", "18931"])
    assert result.exit_code == 1
    assert "LOTS_RASA_URL" in result.output


def test_only_the_web_listens_outwards(settings: Settings) -> None:
    web = programs.web_program(settings, 8123)
    rasa = programs.rasa_program(settings, Path("m.tar.gz"))
    actions = programs.actions_program(settings)
    assert web.command[-2:] == ("services.web.server", "8123")
    assert web.port == 8123 and where(8123, None) == {"listen": "0.0.0.0:8123"}
    assert not rasa.port and not actions.port
    assert "--enable-api" not in rasa.command
    assert rasa.command[rasa.command.index("--interface") + 1] == "127.0.0.1"
    assert "127.0.0.1" in actions.command
    assert all("0.0.0.0" not in " ".join(one.command) for one in (rasa, actions))


def test_every_process_means_the_same_database(settings: Settings) -> None:
    told = [
        programs.web_program(settings, 1).env,
        programs.rasa_program(settings, Path("m")).env,
        programs.actions_program(settings).env,
    ]
    assert {env["LOTS_DATABASE_URL"] for env in told} == {settings.database_url}
    assert {env["LOTS_VAR"] for env in told} == {str(settings.var)}


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "root"
    (root / "data/nlu").mkdir(parents=True)
    (root / "data/nlu/relief.yml").write_text("a")
    return root


def test_the_model_is_current_until_an_input_changes(settings: Settings, inputs: Path) -> None:
    assert not model.is_current(settings, inputs)
    model.model_path(settings).parent.mkdir(parents=True)
    model.model_path(settings).write_text("model")
    model.model_path(settings).with_name(model.HEADS).write_text("heads")
    model.mark_path(settings).write_text(model.hash_inputs(inputs))
    assert model.is_current(settings, inputs)
    (inputs / "data/nlu/__pycache__").mkdir()
    (inputs / "data/nlu/__pycache__/x.pyc").write_text("x")
    assert model.is_current(settings, inputs)
    (inputs / "data/nlu/relief.yml").write_text("b")
    assert not model.is_current(settings, inputs)


def test_a_renamed_input_is_a_change(inputs: Path) -> None:
    before = model.hash_inputs(inputs)
    (inputs / "data/nlu/relief.yml").rename(inputs / "data/nlu/rest.yml")
    assert model.hash_inputs(inputs) != before


def fake_rasa(folder: Path, body: str) -> Path:
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


TRAINS = """while [ $# -gt 0 ]; do
case $1 in --out) out=$2;; --fixed-model-name) name=$2;; esac; shift; done
cd $out && mkdir heads && echo ny > heads/understanding.npz
tar czf $name.tar.gz heads && rm -r heads"""


def test_training_puts_the_model_in_place_once(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "BOT_PYTHON", fake_rasa(tmp_path, TRAINS))
    said: list[str] = []
    assert model.train_if_changed(settings, said.append)
    assert model.model_path(settings).with_name(model.HEADS).read_text() == "ny\n"
    assert not model.train_if_changed(settings, said.append)
    names = {path.name for path in model.model_path(settings).parent.iterdir()}
    assert names == {"anhoriglots.tar.gz", "anhoriglots.inputs", model.HEADS}


def test_a_failed_training_keeps_the_old_model(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "BOT_PYTHON", fake_rasa(tmp_path, "exit 3"))
    model.model_path(settings).parent.mkdir(parents=True)
    model.model_path(settings).write_text("gammal")
    with pytest.raises(model.TrainingError, match="kod 3"):
        model.train_if_changed(settings, lambda _: None)
    assert model.model_path(settings).read_text() == "gammal"


def test_the_engine_waits_for_its_training_and_then_loads(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "BOT_PYTHON", fake_rasa(tmp_path, TRAINS))
    said: list[str] = []
    supervisor = Supervisor(tmp_path / "log", said.append)
    loaded: list[str] = []
    monkeypatch.setattr(supervisor, "start", lambda program: loaded.append(program.name))
    Engine(settings, supervisor).start()
    assert loaded == []
    supervisor.when(lambda: bool(loaded), supervisor.ended.set)
    supervisor.run()
    assert loaded == ["rasa"]
    assert any("tränad" in line for line in said)


def test_a_failed_training_lets_the_former_model_serve(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "BOT_PYTHON", tmp_path / "none")
    model.model_path(settings).parent.mkdir(parents=True)
    model.model_path(settings).write_text("gammal")
    said: list[str] = []
    supervisor = Supervisor(tmp_path / "log", said.append)
    loaded: list[str] = []
    monkeypatch.setattr(supervisor, "start", lambda program: loaded.append(program.name))
    engine.Engine(settings, supervisor).start()
    assert loaded == ["rasa"]
    assert "Den förra modellen används." in said


def test_logs_keep_no_words_and_no_variables() -> None:
    line = json.dumps(
        {
            "event": "rest.message.received.failure",
            "level": "error",
            "text": "min mamma",
            "exception": [
                {
                    "exc_type": "ValueError",
                    "exc_value": "min mamma",
                    "frames": [{"filename": "a.py", "lineno": 3, "locals": {"t": "min mamma"}}],
                }
            ],
        }
    )
    kept = clean(line)
    assert "mamma" not in kept
    assert "rest.message.received.failure" in kept
    assert "a.py:3" in kept
    assert clean("Listening\n") == "Listening"
    assert "mamma" not in clean('{"text": "min mamma')


def test_the_database_is_prepared_once(settings: Settings) -> None:
    assert prepare.prepare_database(settings, demo=True)
    assert not prepare.prepare_database(settings, demo=True)
    assert prepare.prepare_database(settings, demo=False)


def test_a_database_that_cannot_be_opened_is_one_sentence(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'no' / 'such' / 'folder' / 'lots.db'}"
    (tmp_path / "no").write_text("a file, not a folder")
    settings = read_settings({"LOTS_VAR": str(tmp_path / "var"), "LOTS_DATABASE_URL": url})
    with pytest.raises(Refusal, match=r"prepare\.log"):
        prepare.prepare_database(settings, demo=True)


def test_every_command_that_is_there_has_help_in_swedish() -> None:
    context = click.Context(lots)
    for name in lots.list_commands(context):
        found = lots.get_command(context, name)
        assert found, name
        assert found.get_short_help_str(), name


def test_an_unknown_command_is_told_which_there_are() -> None:
    result = CliRunner().invoke(lots, ["tjohej"])
    assert result.exit_code == 2
    assert "Kommandot ”tjohej” finns inte" in result.output
    assert set(COMMANDS) >= {"serve", "test", "train", "evaluate", "bench", "check"}

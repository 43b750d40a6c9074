"""The starter project of `rasa init`, untouched, trained once and kept."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from services.command.programs import BOT_PYTHON
from services.command.refusal import Refusal

MODEL = "starter"


def starter_model(folder: Path) -> Path:
    return folder / "starter" / "models" / f"{MODEL}.tar.gz"


def make_starter(folder: Path, say: Callable[[str], None]) -> None:
    """Copies the project that lies in Rasa's own package and trains it with its default pipeline,
    unless that has been done."""
    project = folder / "starter"
    if starter_model(folder).exists():
        return
    say("Startprojektet tränas, en gång. Det tar någon minut.")
    shutil.rmtree(project, ignore_errors=True)
    found = sorted(BOT_PYTHON.parent.parent.glob("lib/python3*/site-packages/rasa/cli"))
    shutil.copytree(found[0] / "initial_project", project)
    began = time.monotonic()
    words = ["-W", "ignore", "-m", "rasa", "train", "--fixed-model-name", MODEL]
    with (folder / "train.log").open("w", encoding="utf-8") as log:
        env = os.environ | {"RASA_TELEMETRY_ENABLED": "false"}
        command = [str(BOT_PYTHON), *words]
        done = subprocess.run(command, cwd=project, env=env, stdout=log, stderr=log)
    if done.returncode or not starter_model(folder).exists():
        raise Refusal(f"Startprojektet gick inte att träna. Läs {log.name}")
    say(f"Startprojektet är tränat på {time.monotonic() - began:.0f} s.")

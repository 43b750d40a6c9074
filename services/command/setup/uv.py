"""uv: found on the machine or installed with pip in var/, and run with progress shown."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from services.command.setup.environment import Environment, gigabytes, works
from services.command.setup.reason import Stop, explain

FOREIGN = ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "UV_PROJECT_ENVIRONMENT", "UV_PYTHON")


def find_uv(home: Path) -> str:
    """The path of uv; installed in `home` when the machine has none."""
    own = home / "bin" / "uv"
    for candidate in (os.environ.get("UV"), shutil.which("uv"), str(own)):
        if candidate and works([candidate, "--version"]):
            return candidate
    print("Hämtar verktyget uv …", flush=True)
    install_uv(home)
    if not works([str(own), "--version"]):
        raise Stop("Verktyget uv gick att hämta men går inte att köra på den här datorn.")
    return str(own)


def install_uv(home: Path) -> None:
    """Installs uv in a folder of its own, so that the system's Python stays as it is."""
    pip = [sys.executable, "-m", "pip"]
    if not works([*pip, "--version"]):
        raise Stop("pip saknas. Installera det först, i Debian: apt install python3-pip")
    home.mkdir(parents=True, exist_ok=True)
    command = [*pip, "install", "--quiet", "--no-input", "--upgrade", "--target", str(home), "uv"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise Stop(explain(done.stderr, "verktyget uv"))


def sync(uv: str, environment: Environment, log: Path) -> None:
    """Brings `environment` in line with its lock; all that uv says goes to `log`."""
    environment.need_room()
    verb = "Uppdaterar" if environment.venv.exists() else "Hämtar"
    size = gigabytes(environment.size)
    print(f"{verb} {environment.what} (omkring {size} på disken) …", flush=True)
    code, said = run([uv, *environment.sync_arguments()], environment.folder)
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text(said, encoding="utf-8")
    if code:
        raise Stop(explain(said, environment.what, environment.pythons[0]))
    environment.mark_ready()


def run(command: list[str], folder: Path) -> tuple[int, str]:
    """Exit status and output of `command`, whose progress is shown meanwhile."""
    env = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    said = []
    with subprocess.Popen(
        command,
        cwd=folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            said.append(line)
            show(line)
    return process.returncode, "".join(said)


def show(line: str) -> None:
    """Shows a line of uv's, in Swedish, when it tells of progress."""
    fetched = re.match(r"\s*Downloading (\S+) \(([\d.]+)\s*(\w+)\)", line)
    installed = re.match(r"Installed (\d+) packages? in", line)
    if fetched:
        unit = fetched[3].replace("iB", "B")
        print(f"  {fetched[1]} ({fetched[2].replace('.', ',')} {unit})", flush=True)
    elif installed:
        print(f"  {installed[1]} paket är på plats.", flush=True)

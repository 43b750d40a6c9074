"""An environment: a folder with its own Python and packages, as its lock file says."""

from __future__ import annotations

import glob
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from services.command.setup.reason import Stop

PARTS = "import bz2, ctypes, lzma, sqlite3, ssl"


class Environment:
    """One of the two. `size` is in GB; `dev` adds what only tests and linters need."""

    def __init__(self, folder: Path, pythons: tuple[str, ...], what: str, size: float, dev: bool):
        self.folder, self.pythons, self.what, self.size = folder, pythons, what, size
        self.venv = folder / ".venv"
        self.stamp = self.venv / "lots-stamp"
        self.dev = dev or self._stamped().endswith(" dev")

    def ready(self) -> bool:
        """Whether what is installed is what the lock file says."""
        return self._stamped() == self._wanted() and (self.venv / "bin" / "python").exists()

    def mark_ready(self) -> None:
        self.stamp.write_text(self._wanted(), encoding="ascii")

    def need_room(self) -> None:
        """Says no before the download rather than in the middle of it."""
        need = 0.3 if self.venv.exists() else self.size
        free = shutil.disk_usage(self.folder).free / 1e9
        if free < need:
            raise Stop(
                f"Disken är nästan full: {self.what} behöver {gigabytes(need)}"
                f" och {gigabytes(free)} är ledigt. Frigör utrymme och försök igen."
            )

    def sync_arguments(self) -> list[str]:
        """What to say to uv."""
        group = [] if self.dev else ["--no-dev"]
        return ["sync", "--frozen", "--project", str(self.folder), *group, *self._python()]

    def _python(self) -> list[str]:
        if works([str(self.venv / "bin" / "python"), "-c", PARTS]):
            return []
        return ["--python", find_python(self.pythons)]

    def _stamped(self) -> str:
        return self.stamp.read_text(encoding="ascii").strip() if self.stamp.exists() else ""

    def _wanted(self) -> str:
        names = ("uv.lock", "pyproject.toml")
        lock = b"".join((self.folder / name).read_bytes() for name in names)
        return hashlib.sha256(lock).hexdigest() + (" dev" if self.dev else "")


def gigabytes(size: float) -> str:
    return f"{size:.1f} GB".replace(".", ",")


def find_python(versions: tuple[str, ...]) -> str:
    """The path of the first whole Python of `versions`; else the version, for uv to find."""
    pyenv = os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")
    for version in versions:
        kept = sorted(glob.glob(f"{pyenv}/versions/{version}.*/bin/python"), reverse=True)
        for path in [*kept, shutil.which(f"python{version}")]:
            if path and works([path, "-c", PARTS]):
                return path
    return versions[0]


def works(command: list[str]) -> bool:
    """Whether `command` can be run and is content."""
    try:
        return subprocess.run(command, capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False

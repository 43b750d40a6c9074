"""A PostgreSQL server of the tests' own, where PostgreSQL is installed."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
INITDB = BINARIES[-1] if BINARIES else shutil.which("initdb")
needs_postgresql = pytest.mark.skipif(not INITDB, reason="PostgreSQL is not installed")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of its own, on a socket in a folder of its own."""
    folder = tmp_path_factory.mktemp("pg")
    folder.chmod(0o777)
    for parent in (folder.parent, folder.parent.parent):
        parent.chmod(parent.stat().st_mode | 0o011)
    data, binaries = folder / "data", Path(str(INITDB)).parent
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []

    def call(*words: object) -> None:
        subprocess.run([*as_user, *map(str, words)], check=True, capture_output=True, cwd=folder)

    call(binaries / "initdb", "-D", data, "-U", "lots", "-A", "trust", "--locale=C.UTF-8")
    options = f"-k {folder} -h '' -c fsync=off"
    call(binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    yield f"postgresql+psycopg://lots@/postgres?host={folder}"
    with contextlib.suppress(subprocess.CalledProcessError):  # it may have gone by itself
        call(binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")

"""A full disk under the log: lines are lost, the process that writes them is not."""

import sys
from pathlib import Path

import pytest

from services.command.child import Child, Program

TALKS = "print('x' * 100 + '\\n', end='') or [print('x' * 100) for _ in range(5000)]"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to be had")
def test_a_process_goes_on_when_its_log_is_full(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "web.log").symlink_to("/dev/full")
    said: list[str] = []
    child = Child(Program("web", (sys.executable, "-c", TALKS), tmp_path), tmp_path, said.append)
    child.start()
    assert child.process
    assert child.process.wait(20) == 0, "more than a pipe holds was written"
    assert capfd.readouterr().err == ""

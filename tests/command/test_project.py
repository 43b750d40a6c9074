"""The project's own files: what they name is there, and the lock files tell no secrets."""

import re
import subprocess
from pathlib import Path

import pytest
import tomllib

ROOT = Path(__file__).parents[2]
PUBLIC = {"https://pypi.org", "https://files.pythonhosted.org"}


def declared(folder: str) -> set[str]:
    project = tomllib.loads((ROOT / folder / "pyproject.toml").read_text(encoding="utf-8"))
    words = project["project"]["dependencies"]
    return {re.split(r"[\s\[<>=~;!]", word)[0] for word in words}


@pytest.mark.parametrize("lock", ["uv.lock", "bot/uv.lock"])
def test_a_lock_names_no_index_but_the_public_one(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert set(re.findall(r"[a-z]+://[^/\"]+", text)) <= PUBLIC
    assert "file:" not in text


@pytest.mark.parametrize("folder", ["", "bot"])
def test_every_dependency_says_why_it_is_there(folder: str) -> None:
    rows = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    named = set(re.findall(r"[\w-]+", " ".join(re.findall(r"^\| ([^|]+) \|", rows, re.M))))
    assert declared(folder) <= named


@pytest.mark.parametrize("script", ["lots", ".ci/run"])
def test_scripts_can_be_run(script: str) -> None:
    assert (ROOT / script).stat().st_mode & 0o111


def test_the_ci_script_is_sound() -> None:
    assert subprocess.run(["bash", "-n", str(ROOT / ".ci/run")]).returncode == 0


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "bot/README.md"])
def test_a_page_names_only_what_is_there(page: str) -> None:
    folder = (ROOT / page).parent
    named = re.findall(
        r"`([\w.-]+(?:/[\w.-]*)+|[\w-]+\.(?:yml|md|toml|py))`", (ROOT / page).read_text()
    )
    missing = [one for one in named if not (ROOT / one).exists() and not (folder / one).exists()]
    assert missing == []

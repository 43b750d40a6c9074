"""The page on known advisories judges the versions that are locked, and what it leans on holds."""

import re
import subprocess
from datetime import date

import pytest
import yaml
from packaging.version import Version

from services.command.programs import BOT_PYTHON, rasa_program
from services.settings import ROOT, read_settings
from tests.deploy.locks import pinned

PAGE = (ROOT / "docs" / "advisories.md").read_text(encoding="utf-8")
LEFT, FIXED = PAGE.split("## Det som är öppet utåt")
ID = re.compile(r"CVE-\d{4}-\d{4,}|GHSA(-[0-9a-z]{4}){3}|[\w-]+/[\w.-]+#\d+")
MODULES = {"protobuf": "google.protobuf", "tensorflow-cpu": "tensorflow"}
SERVE = """
import sys
from bot.hollow import hollow_out
hollow_out()
import rasa.__main__, rasa.core.agent, rasa.core.run, rasa.server, rasa.core.channels.rest
import rasa.engine.recipes.default_components
import bot.components.importer, bot.components.tracker_store, bot.components.understanding
for name in sys.argv[1:]:
    module = sys.modules.get(name)
    if module is not None and type(module).__name__ != "HollowModule":
        print(name)
"""


def rows(text: str) -> list[list[str]]:
    """The cells of the table in a part of the page."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


@pytest.mark.data
@pytest.mark.parametrize("row", [*rows(LEFT), *rows(FIXED)], ids=lambda row: f"{row[0]} {row[3]}")
def test_the_version_that_was_judged_is_the_one_that_is_locked(row: list[str]) -> None:
    name, version, folder, advisory = row[:4]
    assert pinned(folder).get(name) == {version}, "judge the new version, and write it here"
    assert ID.fullmatch(advisory), "an id that can be looked up"


@pytest.mark.data
def test_what_is_left_is_not_fixed_and_what_is_fixed_is() -> None:
    for name, version, _, advisory, fixed, *_ in rows(LEFT):
        assert not fixed or Version(version) < Version(fixed), (name, advisory)
    for name, version, _, advisory, fixed in rows(FIXED):
        assert Version(version) >= Version(fixed), (name, advisory)


@pytest.mark.data
def test_each_is_judged_with_a_reason_and_the_page_has_a_date() -> None:
    for row in rows(LEFT):
        assert row[6] in ("ja", "nej") and len(row[5]) > 20 and len(row[7]) > 10, row
    (day,) = re.findall(r"Granskad (\d{4}-\d\d-\d\d)\.", PAGE)
    assert date(2026, 11, 24) <= date.fromisoformat(day)
    assert len({(row[0], row[3]) for row in rows(LEFT)}) == len(rows(LEFT)) >= 20


@pytest.mark.slow
def test_what_is_said_not_to_be_loaded_is_not_loaded() -> None:
    if not BOT_PYTHON.exists():
        pytest.skip("the engine's environment is not here")
    names = sorted({row[0] for row in rows(LEFT) if row[7].startswith("laddas inte")})
    asked = [MODULES.get(name, name) for name in names]
    words = [str(BOT_PYTHON), "-W", "ignore", "-c", SERVE, *asked]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    assert len(asked) >= 6 and done.stdout.split() == []


def test_the_engine_has_no_way_in_for_models_and_tells_nobody_anything() -> None:
    settings = read_settings({"LOTS_VAR": "var", "LOTS_SECRET_KEY": "x"})
    program = rasa_program(settings, ROOT / "model.tar.gz")
    assert "--enable-api" not in program.command and "bot.serve" in program.command
    assert program.command[program.command.index("--interface") + 1] == "127.0.0.1"
    assert program.env["RASA_TELEMETRY_ENABLED"] == "false"


@pytest.mark.data
def test_conversations_go_to_no_database_of_the_engine_s_and_models_hold_no_code() -> None:
    for name in ("endpoints.yml", "endpoints.redis.yml"):
        told = yaml.safe_load((ROOT / "bot" / name).read_text(encoding="utf-8"))
        assert told["tracker_store"]["type"] == "bot.components.tracker_store.ForgetfulTrackerStore"
        assert "event_broker" not in told
    code = [path for room in ("services", "bot") for path in (ROOT / room).rglob("*.py")]
    ours = "".join(path.read_text(encoding="utf-8") for path in code if ".venv" not in path.parts)
    for word in ("TfidfVectorizer", "CountVectorizer", "import pickle", "import joblib", "skops"):
        assert word not in ours, word
    assert "allow_pickle=False" in ours and "allow_pickle=True" not in ours

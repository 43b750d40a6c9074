"""The images, as far as they can be held to something without being built: what goes in is there,
is enough to start, and is nothing that must not leave the house."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from services.command.programs import BOT_PYTHON
from services.settings import ROOT
from tests.deploy.containerfile import below, copies, is_ignored, read_stages

IMAGES = {"web": ".", "bot": "bot"}
SECRETS = (
    "var/secret_key", "var/lots.db", "var/lots.db-wal", "var/log/web.log", "var/models/x.npz",
    ".env", "bot/.env", "services/.env.production", "services/web/server.key", "data/x.pem",
    "data/lots.db", "data/kopia.zip", "services/secret_key.12", ".git/config", "bot/.git",
    "bot/.venv/bin/python", ".venv/bin/python", "services/web/__pycache__/x.pyc",
    "services/.mypy_cache/x", "bot/.rasa/cache/x", "tests/heldout/singles.jsonl",
)  # fmt: skip
LOOKS_SECRET = re.compile(r"SECRET|PASSWORD|PASSWD|TOKEN|PRIVATE|://[^/\s]*:[^/\s]*@", re.I)
EVERY_ROOM = """
import importlib, os, pkgutil, sys
for name in sys.argv[1:]:
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, f"{name}."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    assert package.__path__[0].startswith(os.getcwd()), package.__path__
"""


@pytest.fixture(params=IMAGES)
def image(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_no_image_takes_whatever_is_newest(image: str) -> None:
    stages = read_stages(image)
    version = (ROOT / IMAGES[image] / ".python-version").read_text(encoding="ascii").strip()
    for stage in stages:
        assert re.fullmatch(rf"docker\.io/library/python:{version}-slim-[a-z]+", stage.image)
    names = [stage.name for stage in stages]
    for origin in (origin for stage in stages for origin, _, _ in copies(stage) if origin):
        tag = origin.partition(":")[2]
        assert origin in names or (tag and tag != "latest"), origin


def test_what_it_is_made_of_is_the_lock_and_nothing_else(image: str) -> None:
    build, folder = read_stages(image)[0], IMAGES[image].removeprefix(".")
    order = [f"{told} {words}" for told, words in build.lines]
    (fetch,) = (n for n, line in enumerate(order) if "uv sync" in line)
    assert {"--frozen", "--no-dev"} <= set(order[fetch].split())
    brought = {source for _, sources, _ in copies(build) for source in sources}
    lock = f"{folder}/uv.lock".removeprefix("/")
    assert lock in brought
    (at,) = (n for n, line in enumerate(order) if lock in line.split())
    assert at < fetch, "the lock lies there before anything is fetched"
    for line in (words for stage in read_stages(image) for words in stage.all("RUN")):
        assert not re.search(r"\b(pip|apt-get|apt|curl|wget|git|npm)\b", line), line


def test_whoever_runs_it_is_nobody(image: str) -> None:
    last = read_stages(image)[-1]
    assert last.all("USER") == ["10001:10001"]
    told = [instruction for instruction, _ in last.lines]
    assert set(told[told.index("USER") :]) <= {"USER", "EXPOSE", "CMD"}, "root does no more"
    (command,) = last.all("CMD")
    assert command.startswith("[") and command.endswith("]"), "no shell between"
    assert "VOLUME" not in told and "ENTRYPOINT" not in told
    assert any("useradd --uid 10001" in words for words in last.all("RUN"))


def test_nothing_secret_is_written_in_it(image: str) -> None:
    for stage in read_stages(image):
        assert not stage.all("ADD") and not stage.all("ARG")
        for words in (*stage.all("ENV"), *stage.all("RUN"), *stage.all("LABEL")):
            assert not LOOKS_SECRET.search(words), words


def test_everything_that_is_copied_is_there_and_let_in(image: str) -> None:
    for stage in read_stages(image):
        for origin, sources, target in copies(stage):
            assert target != "/" and sources != ["."], "a folder is named, never all there is"
            for source in sources if origin is None else ():
                files = below(source)
                assert files, f"{source} is not among the project's files"
                assert [path for path in files if is_ignored(path)] == []


@pytest.mark.parametrize("path", SECRETS)
def test_what_must_not_leave_the_house_is_kept_out(path: str) -> None:
    assert is_ignored(path)


def test_both_builders_keep_the_same_things_out() -> None:
    """Podman reads the one, Docker the other."""
    ours, dockers = ((ROOT / name).read_text() for name in (".containerignore", ".dockerignore"))
    assert ours == dockers and "!" not in ours


def image_folder(image: str, folder: Path) -> Path:
    """What the image has of ours, and nothing else."""
    for stage in read_stages(image):
        for origin, sources, target in copies(stage):
            for path in (p for s in sources if origin is None for p in below(s)):
                (source,) = (s for s in sources if path in below(s))
                bare = path.removeprefix(source).removeprefix("/")
                to = folder / target / (bare or Path(source).name if target != source else bare)
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / path, to)
    return folder


@pytest.mark.slow
def test_what_the_web_s_image_has_is_enough(tmp_path: Path) -> None:
    app = image_folder("web", tmp_path / "app")
    assert not (app / "tests").exists() and not (app / "bot").exists()
    run([sys.executable, "-c", EVERY_ROOM, "services", "actions"], app)
    run([sys.executable, "-P", "-m", "services.command.migrate", "--no-demo"], app)
    assert (tmp_path / "var" / "lots.db").exists()


@pytest.mark.slow
def test_what_the_engine_s_image_has_is_enough(tmp_path: Path) -> None:
    if not BOT_PYTHON.exists():
        pytest.skip("the engine's environment is not here")
    app = image_folder("bot", tmp_path / "app")
    assert not (app / "migrations").exists() and not (app / "actions").exists()
    hollow = "from bot.hollow import hollow_out; hollow_out()"
    run([str(BOT_PYTHON), "-W", "ignore", "-c", hollow + EVERY_ROOM, "bot.components"], app)
    asked = [str(BOT_PYTHON), "-m", "services.command.part", "rasa", "--ready"]
    assert run(asked, app, well=(1,)) == "", "it is not running, and says so without an error"


def run(command: list[str], app: Path, well: tuple[int, ...] = (0,)) -> str:
    """What the command says on its standard error, started in the image's folder."""
    free = {"PATH": "/usr/bin:/bin", "HOME": str(app.parent), "PYTHONPATH": str(app)}
    own = {"LOTS_VAR": str(app.parent / "var"), "LOTS_RASA_URL": "http://127.0.0.1:9"}
    done = subprocess.run(command, cwd=app, env=free | own, capture_output=True, text=True)
    assert done.returncode in well, done.stderr[-3000:]
    return done.stderr

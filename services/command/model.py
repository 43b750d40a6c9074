"""The model: whether it is of today's data, and its training."""

import hashlib
import os
import signal
import tarfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import Popen

from services.command.child import Program, end_group, start_process
from services.command.log import Log
from services.command.programs import BOT_PYTHON, bot_environment
from services.settings import ROOT, Settings

NAME = "anhoriglots"
HEADS = "understanding.npz"
INPUTS = (
    "data/encoder",
    "data/lexicon",
    "data/nlu",
    "data/stories",
    "bot/config.yml",
    "bot/domain",
    "bot/components/importer.py",
    "bot/components/understanding.py",
    "bot/uv.lock",
    "services/understanding/encoder.py",
    "services/understanding/example.py",
    "services/understanding/feature_cache.py",
    "services/understanding/features.py",
    "services/understanding/heads.py",
    "services/understanding/softmax.py",
    "services/understanding/training.py",
    "services/understanding/traits.py",
    "services/understanding/wording.py",
    "services/understanding/wording_training.py",
)
"""What the model is made from: when one of them changes, it is trained anew."""


class TrainingError(Exception):
    """The training failed; the text is Swedish and names the log."""


def model_path(settings: Settings) -> Path:
    return settings.var / "models" / f"{NAME}.tar.gz"


def mark_path(settings: Settings) -> Path:
    return settings.var / "models" / f"{NAME}.inputs"


def is_current(settings: Settings, root: Path = ROOT) -> bool:
    """Whether the trained model is of what the inputs are now."""
    mark = mark_path(settings)
    return (
        model_path(settings).exists()
        and model_path(settings).with_name(HEADS).exists()
        and mark.exists()
        and mark.read_text(encoding="ascii").strip() == hash_inputs(root)
    )


def hash_inputs(root: Path = ROOT) -> str:
    """One hash of the names and the contents of all inputs."""
    total = hashlib.sha256()
    for path in list_inputs(root):
        total.update(str(path.relative_to(root)).encode())
        with path.open("rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()


def list_inputs(root: Path) -> Iterator[Path]:
    """The files that the model is made from, sorted, without what Python leaves behind."""
    for name in INPUTS:
        start = root / name
        found = [start] if start.is_file() else sorted(start.rglob("*"))
        yield from (path for path in found if path.is_file() and "__pycache__" not in path.parts)


class Training:
    """A training that runs beside; the model takes the old one's place when it is whole."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.inputs = hash_inputs()
        self.draft = model_path(settings).with_name(f"{NAME}-{os.getpid()}.tar.gz")
        self.log = Log(settings.var / "log" / "train.log")
        self.process: Popen[str] | None = None

    def start(self) -> None:
        """Starts it; raises TrainingError when the dialogue engine is not installed."""
        if not BOT_PYTHON.exists():
            raise TrainingError("Paketen till dialogmotorn saknas. Kör ./lots train.")
        self.draft.parent.mkdir(parents=True, exist_ok=True)
        self.process = start_process(train_program(self.settings, self.draft))
        if self.process.stdout:
            self.log.follow(self.process.stdout)

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def finish(self) -> None:
        """Puts the model in place; raises TrainingError when there is none."""
        code = self.process.wait() if self.process else None
        if code or not self.draft.exists():
            self.draft.unlink(missing_ok=True)
            raise TrainingError(f"Träningen misslyckades (kod {code}). Läs {self.log}")
        _take_out_heads(self.draft)
        os.replace(self.draft, model_path(self.settings))
        mark_path(self.settings).write_text(self.inputs + "\n", encoding="ascii")

    def stop(self) -> None:
        """Ends it at once and leaves no half model."""
        if self.process:
            end_group(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.draft.unlink(missing_ok=True)


def _take_out_heads(model: Path) -> None:
    """Lays the heads of the understanding beside the model, for the web's own way to answer."""
    with tarfile.open(model) as archive:
        names = [name for name in archive.getnames() if Path(name).name == HEADS]
        found = archive.extractfile(names[0]) if names else None
        content = found.read() if found else b""
    draft = model.with_name(f"{HEADS}.new")
    draft.write_bytes(content)
    os.replace(draft, model.with_name(HEADS))


def train_program(settings: Settings, draft: Path) -> Program:
    """`rasa train` on the project's own data, from the repository's root. Always anew: Rasa's
    cache does not see changes in services/understanding."""
    options = {
        "--config": "bot/config.yml",
        "--domain": "bot/domain",
        "--out": str(draft.parent),
        "--fixed-model-name": draft.name.removesuffix(".tar.gz"),
    }
    words = [word for option in options.items() for word in option]
    data = ["--data", "data/nlu", "data/stories"]
    command = (str(BOT_PYTHON), "-W", "ignore", "-m", "rasa", "train", "--force", *words, *data)
    env = bot_environment(settings) | {"OMP_NUM_THREADS": str(os.cpu_count() or 1)}
    return Program("train", command, ROOT, env)


def train_if_changed(settings: Settings, say: Callable[[str], None]) -> bool:
    """Trains when something has changed and waits for it; False when nothing had to be done."""
    if is_current(settings):
        return False
    training = Training(settings)
    began = time.monotonic()
    say("Tränar modellen …")
    training.start()
    try:
        while training.running():
            time.sleep(0.2)
            report(began, say)
        training.finish()
    finally:
        training.stop()
    say(f"Modellen är tränad på {time.monotonic() - began:.0f} s.")
    return True


def report(began: float, say: Callable[[str], None], every: float = 15.0) -> None:
    """Says how long it has taken, each `every` seconds."""
    passed = time.monotonic() - began
    if passed > 1 and passed % every < 0.2:
        say(f"  {passed:.0f} s …")

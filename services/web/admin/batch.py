"""A file on its way in: kept an hour, tried in the background, and read in when that is wished."""

from __future__ import annotations

import json
import logging
import os
import re
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from services.registry.transfer.problem import BadFile
from services.registry.transfer.report import ImportReport

KEY = re.compile(r"^[A-Za-z0-9_-]{32}$")
KEPT_SECONDS = 3600
SILENT_SECONDS = 120
PATIENCE_SECONDS = 1.5
TOLD_EVERY = 500
MOST_SHOWN = 500
FAILED = "Något gick fel hos oss, och ingenting är ändrat. Försök igen om en stund."
Progress = Callable[[int], None]
Import = Callable[[str, bytes, bool, Progress], ImportReport]


@dataclass(frozen=True)
class Batch:
    """Where a file is: `state` is trying, tried, refused (something is wrong), writing or done.
    `rows` have been read so far. `problems` are row, column and sentence; `outcomes` row, name,
    action and changed fields; both no more than are shown."""

    key: str
    scope: str
    name: str
    state: str
    rows: int = 0
    message: str | None = None
    counts: dict[str, int] = field(default_factory=dict)
    problem_count: int = 0
    problems: list[tuple[int, str | None, str]] = field(default_factory=list)
    outcomes: list[tuple[int, str, str, list[str]]] = field(default_factory=list)
    told_at: float = 0.0

    @property
    def running(self) -> bool:
        """Whether there is something to wait for; a job that fell silent is not waited for."""
        busy = self.state in ("trying", "writing")
        return busy and time.time() - self.told_at < SILENT_SECONDS


class Batches:
    """The files on their way in, in a folder that all the service's processes share."""

    def __init__(self, folder: Path, import_: Import) -> None:
        self._folder = folder
        self._import = import_

    def start(self, scope: str, name: str, content: bytes) -> str:
        """Keeps a file, begins to try it and returns its key."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._clean()
        batch = Batch(secrets.token_urlsafe(24), scope, name, "trying")
        self._path(batch.key, "file").write_bytes(content)
        self._run(batch, content)
        return batch.key

    def confirm(self, batch: Batch) -> bool:
        """Begins to read in what has been tried; False when someone already has."""
        try:
            taken = self._path(batch.key, "file").rename(self._path(batch.key, "taken"))
        except FileNotFoundError:
            return False
        self._run(replace(batch, state="writing", rows=0), taken.read_bytes())
        return True

    def find(self, key: str, scope: str) -> Batch | None:
        """The batch, if it is there and is the scope's own."""
        try:
            values = json.loads(self._path(key, "json").read_text()) if KEY.match(key) else None
        except FileNotFoundError:
            return None
        return Batch(**values) if values and values["scope"] == scope else None

    def _run(self, batch: Batch, content: bytes) -> None:
        """A short job is over before the page is shown."""
        self._tell(batch)
        thread = threading.Thread(target=self._work, args=(batch, content), daemon=True)
        thread.start()
        thread.join(PATIENCE_SECONDS)

    def _work(self, batch: Batch, content: bytes) -> None:
        def progress(rows: int) -> None:
            if rows % TOLD_EVERY == 0:
                self._tell(replace(batch, rows=rows))

        try:
            report = self._import(batch.name, content, batch.state == "trying", progress)
        except BadFile as error:
            self._tell(replace(batch, state="refused", message=str(error)))
        except Exception as error:  # the person who waits must be told
            logging.getLogger("services.web").error("import failed: %s", type(error).__name__)
            self._tell(replace(batch, state="refused", message=FAILED))
        else:
            self._tell(_reported(batch, report))

    def _tell(self, batch: Batch) -> None:
        draft = self._path(batch.key, f"{threading.get_ident()}.draft")
        draft.write_text(json.dumps(asdict(replace(batch, told_at=time.time()))))
        os.replace(draft, self._path(batch.key, "json"))

    def _path(self, key: str, ending: str) -> Path:
        return self._folder / f"{key}.{ending}"

    def _clean(self) -> None:
        for path in self._folder.iterdir():
            if time.time() - path.stat().st_mtime > KEPT_SECONDS:
                path.unlink(missing_ok=True)


def _reported(batch: Batch, report: ImportReport) -> Batch:
    done = "done" if report.written else "tried"
    told = [outcome for outcome in report.outcomes if outcome.action != "unchanged"]
    return replace(
        batch,
        state=done if report.ok else "refused",
        rows=len(report.outcomes) + len({problem.row for problem in report.problems}),
        counts={action: report.count(action) for action in ("added", "changed", "unchanged")},
        problem_count=len(report.problems),
        problems=[(p.row, p.column, p.message) for p in report.problems[:MOST_SHOWN]],
        outcomes=[(o.row, o.name, o.action, list(o.fields)) for o in told[:MOST_SHOWN]],
    )

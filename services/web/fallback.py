"""Answers without the dialogue engine: understanding and navigator in this very process."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from services.navigator.turn import reply_to
from services.registry.lookup import Directory
from services.settings import ROOT
from services.understanding.situation import Need, Situation, Turn
from services.understanding.triage import read_triage
from services.web.engine import EngineReply
from services.web.last_resort import last_resort

if TYPE_CHECKING:
    from services.understanding.reader import Reader

SHIPPED_HEADS = ROOT / "data" / "encoder" / "heads.npz"
PATIENCE_SECONDS = 3.0


class Fallback:
    """The same reading and the same answers as the engine's, as far as the parts are there."""

    def __init__(
        self, directory: Directory, clock: Callable[[], datetime], trained_heads: Path
    ) -> None:
        self._directory = directory
        self._clock = clock
        self._heads = (trained_heads, SHIPPED_HEADS)
        self._reader: Reader | None = None
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def warm(self) -> None:
        """Loads the model in the background, once."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._load, name="warm", daemon=True)
                self._thread.start()

    def answer(self, turns: Sequence[Turn], municipality: str | None) -> EngineReply:
        """The reply to the last of the turns, always."""
        situation = self._read(turns, municipality)
        place = situation.municipality or municipality
        try:
            reply = reply_to(situation, place, self._clock(), self._directory)
        except Exception as error:  # whatever is down, the person gets an answer
            _note("navigator", error)
            return last_resort(situation.triage, place)
        return EngineReply([reply.bubble()], **reply.payload())

    def understand(self, turns: Sequence[Turn], municipality: str | None) -> Situation:
        """The situation that the turns tell of, by rules alone where the model is not there."""
        return self._read(turns, municipality)

    def _read(self, turns: Sequence[Turn], municipality: str | None) -> Situation:
        reader = self._wait_for_reader()
        if reader is not None:
            try:
                return reader.read(turns, municipality)
            except Exception as error:  # a message that cannot be read must still be answered
                _note("reader", error)
        return read_by_rules([turn.text for turn in turns])

    def _wait_for_reader(self) -> Reader | None:
        self.warm()
        if self._reader is None and self._thread is not None:
            self._thread.join(PATIENCE_SECONDS)
        return self._reader

    def _load(self) -> None:
        # Here and not above: the first page is shown while the model's libraries are read.
        from services.understanding.reader import load_reader

        path = next((path for path in self._heads if path.exists()), None)
        if path is None:
            return
        try:
            reader = load_reader(path)
            reader.read([Turn("hej")])
        except Exception as error:  # without the model the rules answer
            _note("model", error)
            return
        self._reader = reader


def read_by_rules(texts: Sequence[str]) -> Situation:
    """What can be known without a model: danger, by its words. Else someone who listens."""
    try:
        triage = read_triage(list(texts), {"routine": 1.0})
    except Exception as error:  # the last line of defence has none behind it
        _note("triage", error)
        return Situation(enough=True)
    return Situation(
        triage=triage.level,
        triage_reason=triage.reason,
        needs=(Need("anhorigkonsulent", 1.0),),
        exhausted=triage.careful,
        enough=True,
    )


def _note(part: str, error: Exception) -> None:
    """The kind of error and its place, never its text: that may quote the person."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_name}:{place.tb_lineno}" if place else "?"
    log = logging.getLogger("services.web.fallback")
    log.error("%s failed: %s in %s", part, type(error).__name__, where)

"""The dialogue engine's start: the model is trained first when it is not of today's data."""

import time

from services.command.model import (
    Training,
    TrainingError,
    is_current,
    model_path,
    report,
)
from services.command.programs import rasa_program
from services.command.supervisor import Supervisor
from services.settings import Settings


class Engine:
    """Trains if need be, while the web already answers, and then lets Rasa start."""

    def __init__(self, settings: Settings, supervisor: Supervisor) -> None:
        self.settings = settings
        self.supervisor = supervisor
        self.training = Training(settings)
        self.began = 0.0

    def start(self) -> None:
        """Starts Rasa, or the training that it waits for."""
        if is_current(self.settings):
            self._load()
            return
        self.began = time.monotonic()
        self.supervisor.say("Modellen tränas. Webben svarar enklare så länge.")
        self.supervisor.closers.append(self.training.stop)
        try:
            self.training.start()
        except TrainingError as error:
            self._fall_back(error)
            return
        self.supervisor.when(self._trained, self._finish)

    def _trained(self) -> bool:
        report(self.began, self.supervisor.say)
        return not self.training.running()

    def _finish(self) -> None:
        try:
            self.training.finish()
        except TrainingError as error:
            self._fall_back(error)
            return
        self.supervisor.say(f"Modellen är tränad på {time.monotonic() - self.began:.0f} s.")
        self._load()

    def _fall_back(self, error: TrainingError) -> None:
        self.supervisor.say(str(error))
        if model_path(self.settings).exists():
            self.supervisor.say("Den förra modellen används.")
            self._load()

    def _load(self) -> None:
        self.supervisor.start(rasa_program(self.settings, model_path(self.settings)))

"""A part: one of the programs alone, kept alive and logged to standard output, for a container."""

import os
import sys
from dataclasses import replace

from services.command.child import Program
from services.command.model import model_path
from services.command.programs import actions_program, rasa_program, web_program
from services.command.supervisor import Supervisor, answers
from services.settings import Settings, read_settings

PARTS = ("web", "rasa", "actions")


BYTECODE = "PYTHONPYCACHEPREFIX"


def program_of(part: str, settings: Settings) -> Program:
    """The program of one of PARTS, as `./lots serve` starts it. An image is compiled where it
    lies, so nothing is looked for in var/."""
    if part == "web":
        program = web_program(settings, settings.port)
    elif part == "rasa":
        program = rasa_program(settings, model_path(settings))
    else:
        program = actions_program(settings)
    return replace(program, env={k: v for k, v in program.env.items() if k != BYTECODE})


def settings_of(part: str) -> Settings:
    """The settings. The dialogue engine locks nothing, so it need not be told the secret."""
    own = {"LOTS_SECRET_KEY": "none"} if part == "rasa" else {}
    return read_settings({**own, **os.environ})


def main(words: list[str]) -> int:
    """`web`, `rasa` or `actions` runs until ended; with `--ready` it is only asked whether it
    answers, which is a probe's way in to what listens on loopback alone."""
    part, *rest = words or [""]
    if part not in PARTS or rest not in ([], ["--ready"]):
        print(f"Ange en av {', '.join(PARTS)}, och --ready för att bara fråga.", file=sys.stderr)  # noqa: T201
        return 2
    program = program_of(part, settings_of(part))
    if rest:
        return 0 if answers(program.ready_url) else 1
    supervisor = Supervisor(None, say)
    supervisor.start(program)
    supervisor.run()
    return 0


def say(text: str) -> None:
    """To the container's own log, at once."""
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The programs that serve: web, dialogue engine and action server, as processes to start."""

import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from services.command.child import Program
from services.settings import ROOT, Settings

BOT_PYTHON = ROOT / "bot" / ".venv" / "bin" / "python"
LEAN = {"MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"}
"""Two cores and three processes: one thread each for arithmetic, few memory arenas."""


def web_program(settings: Settings, port: int) -> Program:
    """The public port: one process, where those who are slow wait and take no thread."""
    return Program(
        "web",
        (sys.executable, "-P", "-m", "services.web.server", str(port)),
        ROOT,
        shared(settings) | {"LOTS_PORT": str(port)},
        f"http://127.0.0.1:{port}/healthz",
        port,
    )


def rasa_program(settings: Settings, model: Path) -> Program:
    """The dialogue engine, with its REST channel on loopback and nothing else."""
    host, port = address(settings.rasa_url)
    options = {
        "--model": str(model),
        "--endpoints": f"bot/endpoints{'.redis' if shared_locks(settings) else ''}.yml",
        "--credentials": "bot/credentials.yml",
        "--interface": host,
        "--port": str(port),
    }
    words = [word for option in options.items() for word in option]
    command = (str(BOT_PYTHON), "-W", "ignore", "-m", "bot.serve", "run", *words, "--quiet")
    workers = {"SANIC_WORKERS": str(settings.rasa_workers)}
    locks = lock_environment(settings.redis_url if shared_locks(settings) else None)
    env = bot_environment(settings) | workers | locks
    return Program("rasa", command, ROOT, env, f"{settings.rasa_url}/webhooks/rest/")


def actions_program(settings: Settings) -> Program:
    """The action server, on loopback."""
    host, port = address(settings.actions_url)
    command = (sys.executable, "-P", "-m", "services.command.action_server", host, str(port))
    return Program("actions", command, ROOT, shared(settings), f"http://{host}:{port}/health")


def shared(settings: Settings) -> dict[str, str]:
    """What every process is told, so that all mean the same database and the same secret. What
    Python has compiled is kept in var/: reading it again takes half of the starting time."""
    return LEAN | {
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(settings.var / "bytecode"),
        "LOTS_VAR": str(settings.var),
        "LOTS_DATABASE_URL": settings.database_url,
        "LOTS_ACTIONS_URL": settings.actions_url,
        "LOTS_RASA_URL": settings.rasa_url,
    }


def bot_environment(settings: Settings) -> dict[str, str]:
    """What Rasa is told: the way to services/, silence outwards, and logs that can be cleaned."""
    return shared(settings) | {
        "FORCE_JSON_LOGGING": "true",
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }


def shared_locks(settings: Settings) -> bool:
    """Whether the locks lie in Redis: only several engine processes need it, and an engine that
    is alone goes on answering when Redis is down."""
    return settings.redis_url is not None and settings.rasa_workers > 1


def lock_environment(redis_url: str | None) -> dict[str, str]:
    """Where the locks of conversations lie, for bot/endpoints.redis.yml; nothing without Redis."""
    if redis_url is None:
        return {}
    parts = urlsplit(redis_url)
    return {
        "REDIS_HOST": parts.hostname or "localhost",
        "REDIS_PORT": str(parts.port or 6379),
        "REDIS_DB": parts.path.strip("/") or "0",
        "REDIS_PASSWORD": unquote(parts.password or ""),
    }


def address(url: str) -> tuple[str, int]:
    """Host and port of a loopback address; raises ValueError for any other."""
    parts = urlsplit(url)
    if parts.hostname not in ("127.0.0.1", "localhost"):
        raise ValueError(f"{url} ska vara på den egna datorn (127.0.0.1).")
    return parts.hostname, parts.port or 80

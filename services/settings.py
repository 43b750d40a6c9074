"""The settings: every LOTS_ variable of the environment, read in this one place."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
CODE = re.compile(r"\d{4}")
ORIGIN = re.compile(r"\*|https?://(?:\*\.)?[a-z0-9.-]+(?::\d{1,5})?")
HOST = re.compile(r"\.?[a-z0-9-]+(?:\.[a-z0-9-]+)*")
STOCKHOLM = ZoneInfo("Europe/Stockholm")
NAMES = (
    "LOTS_ACTIONS_URL",
    "LOTS_CHAT_RATE_LIMIT",
    "LOTS_CONFIRMED_LAWS",
    "LOTS_DATABASE_URL",
    "LOTS_EMBED_ORIGINS",
    "LOTS_NOW",
    "LOTS_OIDC_FILE",
    "LOTS_OLD_SECRET_KEYS",
    "LOTS_PORT",
    "LOTS_PUBLIC_URL",
    "LOTS_RASA_URL",
    "LOTS_RASA_WORKERS",
    "LOTS_REDIS_URL",
    "LOTS_SECRET_KEY",
    "LOTS_SECURITY_CONTACT",
    "LOTS_TRUSTED_HOSTS",
    "LOTS_TRUSTED_PROXIES",
    "LOTS_TWO_STEP",
    "LOTS_VAR",
)


class SettingError(ValueError):
    """A setting that cannot be used; the text is Swedish and for the person who starts it."""


@dataclass(frozen=True)
class Settings:
    """What the environment says. `chat_rate_limit` and `redis_url` are None when switched off;
    `embed_origins` are the origins that may frame the chat of a municipality, by its code."""

    var: Path
    database_url: str = field(repr=False)
    redis_url: str | None = field(repr=False)
    secret_key: str = field(repr=False)
    old_secret_keys: tuple[str, ...] = field(repr=False)
    port: int
    rasa_url: str
    actions_url: str
    rasa_workers: int
    chat_rate_limit: str | None
    now: datetime | None
    trusted_proxies: int = 0
    public_url: str = "http://localhost:8000"
    two_step: bool = True
    oidc_file: Path | None = None
    trusted_hosts: tuple[str, ...] = ()
    security_contact: str | None = None
    embed_origins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def clock(self) -> datetime:
        """The time that holds: the fixed one of LOTS_NOW, else the real one, in Stockholm."""
        return self.now or datetime.now(STOCKHOLM)


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from `environ` (the process's own unless given); raises SettingError."""
    env = os.environ if environ is None else environ
    var = Path(env.get("LOTS_VAR") or ROOT / "var").resolve()
    return Settings(
        var=var,
        database_url=env.get("LOTS_DATABASE_URL") or f"sqlite:///{var / 'lots.db'}",
        redis_url=env.get("LOTS_REDIS_URL") or None,
        secret_key=env.get("LOTS_SECRET_KEY") or kept_secret(var),
        old_secret_keys=tuple((env.get("LOTS_OLD_SECRET_KEYS") or "").split()),
        port=whole_number(env, "LOTS_PORT", 8000, 1, 65535),
        rasa_url=(env.get("LOTS_RASA_URL") or "http://127.0.0.1:5005").rstrip("/"),
        actions_url=env.get("LOTS_ACTIONS_URL") or "http://127.0.0.1:5055/webhook",
        rasa_workers=whole_number(env, "LOTS_RASA_WORKERS", 1, 1, 32),
        chat_rate_limit=rate_limit(env.get("LOTS_CHAT_RATE_LIMIT") or ""),
        now=fixed_time(env.get("LOTS_NOW") or ""),
        trusted_proxies=whole_number(env, "LOTS_TRUSTED_PROXIES", 0, 0, 9),
        public_url=public_url(env),
        two_step=one_of(env, "LOTS_TWO_STEP", "required", "optional") == "required",
        oidc_file=Path(env["LOTS_OIDC_FILE"]) if env.get("LOTS_OIDC_FILE") else None,
        trusted_hosts=host_names(env.get("LOTS_TRUSTED_HOSTS") or ""),
        security_contact=env.get("LOTS_SECURITY_CONTACT") or None,
        embed_origins=origins_by_code(env.get("LOTS_EMBED_ORIGINS") or ""),
    )


def is_confirmed(law: str, environ: Mapping[str, str] | None = None) -> bool:
    """Whether whoever runs the service has confirmed that what an answer tells of is law."""
    env = os.environ if environ is None else environ
    return law in (env.get("LOTS_CONFIRMED_LAWS") or "").split()


def whole_number(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    """The number that `name` holds, or `default`; raises SettingError outside low..high."""
    text = env.get(name) or str(default)
    if not text.isdecimal() or not low <= int(text) <= high:
        raise SettingError(f"{name} ska vara ett heltal mellan {low} och {high}, inte ”{text}”.")
    return int(text)


def public_url(env: Mapping[str, str]) -> str:
    """The address that people reach the service at, without a slash at its end."""
    port = whole_number(env, "LOTS_PORT", 8000, 1, 65535)
    return (env.get("LOTS_PUBLIC_URL") or f"http://localhost:{port}").rstrip("/")


def one_of(env: Mapping[str, str], name: str, *allowed: str) -> str:
    """One of the allowed words, the first unless set; raises SettingError."""
    word = (env.get(name) or allowed[0]).strip().lower()
    if word not in allowed:
        raise SettingError(f"{name} ska vara {' eller '.join(allowed)}, inte ”{word}”.")
    return word


def host_names(text: str) -> tuple[str, ...]:
    """The names in "lots.gavle.se .example.se"; raises SettingError for an address or a port."""
    names = tuple(text.lower().split())
    if not all(map(HOST.fullmatch, names)):
        raise SettingError(
            f"LOTS_TRUSTED_HOSTS ska vara värdnamn med mellanslag emellan, inte ”{text}”."
        )
    return names


def rate_limit(text: str) -> str | None:
    """The limit a client, in the limiter's notation; None for "off"."""
    if text.strip().lower() == "off":
        return None
    return text.strip() or "30 per minute; 300 per hour"


def fixed_time(text: str) -> datetime | None:
    """The time that LOTS_NOW names, aware; without a zone it is Stockholm's."""
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise SettingError(
            f"LOTS_NOW ska vara en tid som 2026-11-24T02:00, inte ”{text}”."
        ) from None
    return at.replace(tzinfo=STOCKHOLM) if at.tzinfo is None else at.astimezone(STOCKHOLM)


def origins_by_code(text: str) -> dict[str, tuple[str, ...]]:
    """ "2180 https://www.gavle.se https://gavle.se; 9999 *" as origins by municipality code;
    raises SettingError for what is no origin, which would else open the frame to nobody."""
    found: dict[str, tuple[str, ...]] = {}
    for row in filter(None, (part.strip() for part in text.split(";"))):
        code, *origins = row.split()
        if not CODE.fullmatch(code) or not origins or not all(map(ORIGIN.fullmatch, origins)):
            raise SettingError(
                "LOTS_EMBED_ORIGINS ska skrivas som 2180 https://www.kommunen.se; 9999 *, "
                f"inte ”{row}”."
            )
        found[code] = tuple(origins)
    return found


def kept_secret(var: Path) -> str:
    """The secret in var/secret_key, made on first start and readable by the owner only."""
    path = var / "secret_key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        var.mkdir(parents=True, exist_ok=True)
    draft = var / f"secret_key.{os.getpid()}"
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(48) + "\n", encoding="ascii")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first, and its secret holds
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii").strip()

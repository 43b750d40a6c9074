"""How the service is: for those who are signed in, since it tells of versions and copies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

import tomllib
from flask import Blueprint, render_template

from services.accounts.audit import find_last_backup
from services.registry.verification import count_freshness
from services.settings import ROOT
from services.web.admin.access import admits
from services.web.context import lots
from services.web.watch import Seen

blueprint = Blueprint("admin_status", __name__, url_prefix="/admin")
NAMES = {
    "web": "Webben",
    "engine": "Dialogmotorn",
    "actions": "Åtgärdsservern",
    "database": "Databasen",
    "redis": "Redis",
}
STATES = {
    "ready": ("Svarar", "good"),
    "loading": ("Startar", "warn"),
    "down": ("Svarar inte", "danger"),
}
MISSED = {
    "engine": "Chatten svarar ändå, men utan dialogmotorn.",
    "actions": "Chatten svarar ändå, men utan åtgärdsservern.",
    "database": "Registret och kontona går inte att nå.",
    "redis": "Varje webbprocess räknar för sig själv hur många meddelanden en besökare skickar.",
}
OLD_COPY_DAYS = 2


@dataclass(frozen=True)
class Part:
    """A part in words; the colour only repeats them."""

    name: str
    words: str
    colour: str
    since: datetime
    means: str


@blueprint.get("/status")
@admits("reader")
def show() -> str:
    """Each part, how answers have been given, how fresh the registry is, copies and version."""
    watch = lots().watch
    seen = (Seen("web", "ready", watch.began), *watch.look())
    turns, degraded = lots().dialogue.meter.count_degraded()
    copied = find_last_backup(lots().office)
    return render_template(
        "admin/status.html",
        parts=[part_of(one) for one in seen],
        began=watch.began,
        turns=turns,
        degraded=degraded,
        share=share(degraded, turns),
        fresh=count_freshness(lots().engine, lots().clock().date()),
        copied=copied,
        copy_is_old=copied is None or (watch.clock() - copied).days >= OLD_COPY_DAYS,
        version=version(),
    )


def part_of(seen: Seen) -> Part:
    """What was seen, in Swedish."""
    words, colour = STATES[seen.state]
    means = "" if seen.state == "ready" else MISSED[seen.part]
    return Part(NAMES[seen.part], words, colour, seen.since, means)


def share(some: int, of_all: int) -> str:
    """ "2,5 %"; a hundredth more precise than anyone needs, so that one in a thousand shows."""
    return f"{some / of_all:.1%}".replace(".", ",").replace("%", " %") if of_all else "0 %"


@cache
def version() -> str:
    """The version that pyproject.toml names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])

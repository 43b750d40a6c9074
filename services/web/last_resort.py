"""The answer when database and model are both out of reach: lines of the whole country, from
data/registry itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from services.vocabulary import support_type
from services.vocabulary.source import read_yaml
from services.web.engine import EngineReply

NATIONAL = Path(__file__).resolve().parents[2] / "data" / "registry" / "national.yml"
ALWAYS = ("sjukvard_1177", "larm_112")
DANGER = ("larm_112", "sjukvard_1177")
TEXT = (
    "Just nu når jag inte hela registret. De här numren gäller ändå. Ring annars kommunens växel "
    "och fråga efter anhörigkonsulenten."
)
DANGER_TEXT = "Ring 112 nu. Säg var ni är och vad som har hänt. Jag finns kvar här."


def last_resort(triage: str, municipality: str | None) -> EngineReply:
    """112 and 1177 in the contract's shape, danger first when it is danger."""
    kinds = DANGER if triage != "routine" else ALWAYS
    text = DANGER_TEXT if triage == "danger" else TEXT
    answer = {
        "triage": triage,
        "area": [],
        "stage": None,
        "municipality": municipality,
        "contacts": [_contact(_national()[kind]) for kind in kinds],
    }
    return EngineReply([{"text": text, "buttons": []}], None, answer)


@cache
def _national() -> dict[str, dict[str, Any]]:
    rows: list[dict[str, Any]] = read_yaml(NATIONAL)
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        found.setdefault(row["support_type"], row)
    return found


def _contact(row: dict[str, Any]) -> dict[str, Any]:
    kind = support_type(row["support_type"])
    return {
        "support_type": kind.id,
        "level": row["level"],
        "name": row["name"],
        "phone": row["phone"],
        "phone_display": row["phone"],
        "url": row.get("url"),
        "hours": row.get("hours"),
        "open_now": True if row.get("hours") == "dygnet runt" else None,
        "why": row.get("why") or kind.why,
        "say": row.get("say") or kind.say,
        "verified_on": str(row["verified_on"]) if row.get("verified_on") else None,
        "source": row.get("source"),
        "via": None,
    }

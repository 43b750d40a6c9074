"""A situation in Rasa's words: one intent, and entities that fill slots."""

from __future__ import annotations

from typing import Any

from services.understanding.situation import Situation


def intent_of(situation: Situation) -> dict[str, Any]:
    """Rasa's intent for a situation: crisis before all, then whether enough has been said."""
    return {"name": _name(situation), "confidence": max(situation.confidence, 0.01)}


def entities_of(situation: Situation) -> list[dict[str, Any]]:
    """What was understood, as entities named like the slots they fill."""
    found = {
        "municipality": situation.municipality,
        "area": next(iter(situation.areas), None),
        "stage": situation.stage,
        "relation": situation.relation,
    }
    return [
        {"entity": name, "value": value, "extractor": "UnderstandingClassifier"}
        for name, value in found.items()
        if value is not None
    ]


def _name(situation: Situation) -> str:
    if situation.triage != "routine":
        return f"tell_{situation.triage}"
    if situation.kind == "question":
        return "ask_question"
    if situation.kind != "situation":
        return situation.kind
    return "tell_enough" if situation.enough else "tell_vaguely"

"""The visit: an area, a stage and perhaps a municipality, chosen or read out of a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.understanding.situation import Situation
from services.vocabulary import list_areas, list_stages

USUAL_STAGE = "vardag"
HEAVIER = "tyngre"


@dataclass(frozen=True)
class Visit:
    """What is known of a visit. `read` says what was understood of a sentence: "allt", or
    "omrade" where the stage is only the usual one. `alarm` is "danger" or "urgent" or None."""

    area: str | None = None
    stage: str | None = None
    place: str | None = None
    read: str | None = None
    alarm: str | None = None


def visit_of(situation: Situation, place: str | None) -> Visit:
    """The visit that a sentence tells of; the area is None where it could not be understood."""
    alarm = situation.triage if situation.triage != "routine" else None
    place = situation.municipality or place
    area = area_of(situation)
    if area is None:
        return Visit(None, situation.stage, place, None, alarm)
    known = situation.stage or (HEAVIER if situation.exhausted else None)
    stage = known or ("akut" if alarm else USUAL_STAGE)
    return Visit(area, stage, place, "allt" if known else "omrade", alarm)


def area_of(situation: Situation) -> str | None:
    """The likeliest area that there is a checklist for."""
    known = {term.id for term in list_areas()}
    return next((area for area in situation.areas if area in known), None)


def chosen_visit(values: Mapping[str, str], place: str | None) -> Visit:
    """The visit as the form's radio buttons have it; what is not a choice is None."""
    return Visit(
        values.get("omrade") if has_area(values.get("omrade")) else None,
        values.get("skede") if has_stage(values.get("skede")) else None,
        place,
    )


def has_area(id: str | None) -> bool:
    """Whether there is such an area."""
    return id in {term.id for term in list_areas()}


def has_stage(id: str | None) -> bool:
    """Whether there is such a stage."""
    return id in {term.id for term in list_stages()}

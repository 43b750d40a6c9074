"""`/checklista` and its sixty-three lists. Nothing about the person is kept or sent on."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.navigator.checklist import ChecklistSection, ChecklistSource, checklist_for
from services.navigator.checklist_contact import contacts_for
from services.understanding.situation import Turn
from services.vocabulary import AREAS, STAGES, list_areas, list_stages
from services.web.checklist.offline import add_offline, every_list
from services.web.checklist.visit import Visit, chosen_visit, has_area, has_stage, visit_of
from services.web.context import lots
from services.web.door import MOST_BYTES, read_text
from services.web.look import look_of
from services.web.municipalities import find_by_words
from services.web.problem import Problem
from services.web.slip.words import dated, is_fresh, lead

blueprint = Blueprint("checklist", __name__)
add_offline(blueprint)


@blueprint.get("/checklista")
def choose() -> str | AnyResponse:
    """The choice; straight to the list when area and stage are chosen."""
    words, code = read_place()
    visit = chosen_visit(request.args, code)
    if visit.area and visit.stage and (code or not words):
        return go_to(visit)
    tried = "omrade" in request.args or "skede" in request.args
    problem = "Välj både område och skede." if tried and not (visit.area and visit.stage) else None
    return render_choice(visit, missed=None if code else words, problem=problem)


@blueprint.post("/checklista")
def read() -> AnyResponse:
    """The situation in a sentence. It is read once, here, and kept nowhere: not in the address,
    not in the database, not by the dialogue engine."""
    request.max_content_length = MOST_BYTES
    words, code = read_place()
    try:
        text = read_text(request.form.get("mening", ""))
    except Problem as refused:
        page = render_choice(Visit(place=code), problem=refused.detail)
        return Response(page, status=refused.code or 400)
    visit = visit_of(lots().dialogue.fallback.understand([Turn(text)], code), code)
    if visit.area is None:
        problem = "Jag förstod inte vad det gäller. Välj område och skede här nedanför."
        return Response(render_choice(visit, missed=None if code else words, problem=problem))
    return go_to(visit)


@blueprint.get("/checklista/<area>/<stage>")
def show(area: str, stage: str) -> str:
    """The checklist of one visit."""
    if not (has_area(area) and has_stage(stage)):
        raise Problem(404, "Det finns ingen sådan checklista. Välj område och skede på nytt.")
    words, code = read_place()
    sections = checklist_for(area, stage)
    return render_template(
        "checklist/show.html",
        area=AREAS[area],
        stage=STAGES[stage],
        areas=list_areas(),
        stages=list_stages(),
        place=code,
        missed=None if code else words,
        sections=sections,
        sources=number_sources(sections),
        contacts=contacts_for(area, stage, code, lots().clock(), lots().directory),
        every_list=every_list(code),
        fetched=lots().clock(),
        dated=dated,
        is_fresh=is_fresh,
        lead=lead,
        look=look_of(code),
        understood=request.args.get("last"),
        alarm=request.args.get("larm"),
    )


def read_place() -> tuple[str, str | None]:
    """What was written as municipality, and the code it means, None where none was found."""
    words = (request.form.get("kommun") or request.args.get("kommun") or "").strip()[:100]
    return words, find_by_words(words) if words else None


def go_to(visit: Visit) -> AnyResponse:
    """On to the list; the address tells of an area and a stage, never of a person."""
    address = url_for(
        "checklist.show",
        area=visit.area,
        stage=visit.stage,
        kommun=visit.place,
        last=visit.read,
        larm=visit.alarm,
    )
    return redirect(address, 303)


def render_choice(visit: Visit, missed: str | None = None, problem: str | None = None) -> str:
    """The page where a visit is chosen."""
    values: dict[str, Any] = {"visit": visit, "missed": missed, "problem": problem}
    return render_template(
        "checklist/choose.html", areas=list_areas(), stages=list_stages(), **values
    )


def number_sources(
    sections: tuple[ChecklistSection, ...],
) -> dict[str, tuple[int, ChecklistSource]]:
    """The sources of a page by id, numbered as they first come."""
    numbered: dict[str, tuple[int, ChecklistSource]] = {}
    for section in sections:
        for item in section.items:
            for source in item.sources:
                numbered.setdefault(source.id, (len(numbered) + 1, source))
    return numbered

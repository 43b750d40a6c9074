"""What lets the checklist be installed, and opened where there is no network."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, url_for

from services.vocabulary import list_areas, list_stages
from services.web.assets import asset

SCOPE = "/checklista"
FILES = ("css/base.css", "css/checklist.css", "icon.svg")
SCRIPTS = ("checklist.js", "chosen.js", "kept.js", "places.js", "print.js")


def add_offline(blueprint: Blueprint) -> None:
    """Adds the worker, the manifest and the page for what is not kept."""
    blueprint.add_url_rule("/checklista/sw.js", view_func=worker)
    blueprint.add_url_rule("/checklista/app.webmanifest", view_func=manifest)
    blueprint.add_url_rule("/checklista/utan-nat", view_func=without_network)


def worker() -> Response:
    """The service worker; it may see to /checklista and nothing else."""
    files = [asset(name) for name in FILES] + [asset(f"js/{name}") for name in SCRIPTS]
    body = render_template("checklist/worker.js", files=files, scope=SCOPE)
    response = Response(body, content_type="text/javascript; charset=utf-8")
    response.headers["Service-Worker-Allowed"] = SCOPE
    response.headers["Cache-Control"] = "no-cache"
    return response


def manifest() -> Response:
    """What a phone asks for when the checklist is put on its home screen."""
    body = render_template("checklist/app.webmanifest", scope=SCOPE)
    return Response(body, content_type="application/manifest+json; charset=utf-8")


def without_network() -> str:
    """Shown for a checklist that has not been kept."""
    return render_template("checklist/without_network.html")


def every_list(place: str | None) -> list[str]:
    """The addresses of all lists, for whoever keeps them before a visit."""
    return [
        url_for("checklist.show", area=area.id, stage=stage.id, kommun=place)
        for area in list_areas()
        for stage in list_stages()
    ]

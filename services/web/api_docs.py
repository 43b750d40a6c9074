"""The description of the open interface, for programs and for people."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, render_template

from services.registry.json_fields import MOST_NUMBER
from services.registry.label import LABELS
from services.registry.record import LIST_FIELDS, NUMBER_FIELDS
from services.vocabulary.source import read_yaml
from services.web.open_data import let_anyone_read, open_json

blueprint = Blueprint("api_docs", __name__)
blueprint.after_request(let_anyone_read)
FOLDER = Path(__file__).parent / "openapi"


@blueprint.get("/api/openapi.json")
def openapi() -> Response:
    """OpenAPI 3.1."""
    return open_json(description())


@blueprint.get("/api/docs")
def docs() -> str:
    """The same as a page."""
    return render_template("api_docs.html", api=description(), resolve=resolve)


@cache
def description() -> dict[str, Any]:
    """The files of openapi/, joined: index.yml first, then the paths and the shared parts."""
    whole: dict[str, Any] = read("index") | {"paths": {}, "components": {}}
    for part in (read("chat"), read("register"), read("skriva")):
        whole["paths"] |= part["paths"]
        for kind, things in part.get("components", {}).items():
            whole["components"].setdefault(kind, {}).update(things)
    name_fields(whole["components"]["schemas"]["Contact"]["properties"])
    return whole


def name_fields(properties: dict[str, dict[str, Any]]) -> None:
    """Gives each field of a contact its Swedish name, and a kind where the file has none."""
    for name, label in LABELS.items():
        listed = {"type": "array", "items": {"type": "string"}}
        number = {"type": ["integer", "null"], "minimum": 0, "maximum": MOST_NUMBER}
        kind = listed if name in LIST_FIELDS else number if name in NUMBER_FIELDS else {}
        properties[name] = {"title": label} | kind | properties.get(name, {})


def read(name: str) -> dict[str, Any]:
    """One file of openapi/."""
    found: dict[str, Any] = read_yaml(FOLDER / f"{name}.yml")
    return found


def resolve(thing: dict[str, Any]) -> Any:
    """The thing itself, or what its $ref points at."""
    found: Any = thing
    if "$ref" in thing:
        found = description()
        for step in thing["$ref"].removeprefix("#/").split("/"):
            found = found[step]
    return found

"""The description of the open interface, for programs and for people."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, jsonify, render_template

from services.vocabulary.source import read_yaml

blueprint = Blueprint("api_docs", __name__)
SOURCE = Path(__file__).parent / "openapi.yml"


@blueprint.get("/api/openapi.json")
def openapi() -> Response:
    """OpenAPI 3.1."""
    return jsonify(description())


@blueprint.get("/api/docs")
def docs() -> str:
    """The same as a page."""
    return render_template("api_docs.html", api=description())


@cache
def description() -> dict[str, Any]:
    """What openapi.yml says."""
    found: dict[str, Any] = read_yaml(SOURCE)
    return found

"""A municipality's logo and colour, as files that its pages and papers may use."""

from __future__ import annotations

from flask import Blueprint, Response

from services.registry.appearance import Appearance, find_appearance
from services.registry.colour import scaled
from services.web.context import lots
from services.web.problem import Problem

blueprint = Blueprint("appearance", __name__)
KEPT = "public, max-age=300"
RULE = """@media (prefers-color-scheme: light) {{
  :root {{ --accent: {0}; --accent-strong: {1}; }}
}}
"""
# An SVG that someone opens by itself is shown, and can do nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@blueprint.get("/utseende/<code>/logotyp")
def logo(code: str) -> Response:
    """The logo; 404 where there is none."""
    found = find(code).logo
    if found is None:
        raise Problem(404, "Kommunen har ingen logotyp här.")
    response = Response(found.content, content_type=found.media_type)
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = KEPT
    return response


@blueprint.get("/utseende/<code>.css")
def style(code: str) -> Response:
    """The colour as a style sheet, for light pages: in the dark the service's own is kept."""
    colour = find(code).colour
    response = Response(RULE.format(colour, scaled(colour, 0.75)) if colour else "")
    response.content_type = "text/css; charset=utf-8"
    response.headers["Cache-Control"] = KEPT
    return response


def find(code: str) -> Appearance:
    """What the municipality has chosen."""
    return find_appearance(lots().engine, code)

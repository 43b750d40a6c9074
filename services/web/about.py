"""What the service is, and how it may be used by everyone."""

from __future__ import annotations

from flask import Blueprint, render_template

blueprint = Blueprint("about", __name__)


@blueprint.get("/om")
def about() -> str:
    """What it is, that it is automated, how data is handled."""
    return render_template("about.html")


@blueprint.get("/tillganglighet")
def accessibility() -> str:
    """The accessibility statement that the law (2018:1937) asks for."""
    return render_template("accessibility.html")

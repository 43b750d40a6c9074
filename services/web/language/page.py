"""`/sprak`: how to get help in another language, said in nine of them."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from services.navigator.wording import find
from services.web.lines import find_interpreter
from services.web.municipalities import find_by_words

blueprint = Blueprint("languages", __name__)


@blueprint.get("/sprak")
def show() -> str:
    """The fixed texts, each in its own direction, with whoever books an interpreter."""
    words = request.args.get("kommun", "").strip()
    code = find_by_words(words) if words else None
    rows = list(find("languages").values())
    return render_template("language/page.html", rows=rows, contact=find_interpreter(code))

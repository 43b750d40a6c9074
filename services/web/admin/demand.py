"""What people ask for, and what the registry could not answer: counts, small groups hidden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, render_template, request

from services.desk.summary import Line, summarise
from services.vocabulary import AREAS, STAGES, list_support_types
from services.web.admin.access import admits
from services.web.admin.town import own_town
from services.web.context import lots
from services.web.view import swedish_date

blueprint = Blueprint("admin_demand", __name__, url_prefix="/admin")
PERIODS = {"4": "4 veckor", "13": "13 veckor", "52": "52 veckor"}
UNKNOWN = "inte känt"
FULL = 100


@dataclass(frozen=True)
class Bar:
    """A row of a chart: `width` is per cent of the longest bar, 0 where the count is hidden."""

    label: str
    count: int | None
    width: float


@blueprint.get("/efterfragan")
@admits("reader")
def show() -> str:
    """The municipality's demand and gaps in a period."""
    period = request.args.get("period", "13")
    period = period if period in PERIODS else "13"
    found = summarise(lots().desk, own_town(), int(period))
    kinds = {kind.id: kind.name for kind in list_support_types()}
    areas = {id: area.name for id, area in AREAS.items()}
    stages = {id: stage.name for id, stage in STAGES.items()}
    return render_template(
        "admin/demand.html",
        summary=found,
        periods=PERIODS,
        period=period,
        last_day=found.until - timedelta(days=1),
        charts=(
            ("Det som flest behövde", bars(found.support_types, kinds)),
            ("Vad det gällde", bars(found.areas, areas)),
            ("Var i livet som anhörig", bars(found.stages, stages)),
            ("Vecka för vecka", bars(found.weeks, {})),
        ),
        gaps=bars(found.gaps, kinds),
        names={"area": areas, "stage": stages, "support_type": kinds},
        unknown=UNKNOWN,
    )


def bars(lines: Iterable[Line], names: Mapping[str, str]) -> list[Bar]:
    """The lines as bars."""
    lines = list(lines)
    longest = max((line.count or 0 for line in lines), default=0)
    return [
        Bar(label(line.value, names), line.count, FULL * (line.count or 0) / (longest or 1))
        for line in lines
    ]


def label(value: str | date, names: Mapping[str, str]) -> str:
    """What a value is called."""
    if isinstance(value, date):
        return f"v. {value.isocalendar().week}, från {swedish_date(value)}"
    return names.get(value, value) or UNKNOWN

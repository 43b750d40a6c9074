"""Which support types answer a situation, best first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from services.navigator.need import needs_by_type
from services.understanding.situation import Situation
from services.vocabulary import parent_or_self

DANGER = "larm_112"
# What can be reached today. Anything else waits until the urgent has been answered.
URGENT = (
    "sjukvard_1177",
    "psykiatri_akut",
    "sjalvmordslinjen",
    "kvinnofridslinjen",
    "socialjour",
    "socialtjanst_mottagning",
    "orosanmalan",
    "bris",
    "trygghetsjour",
    "palliativ_hemsjukvard",
    "polis_114_14",
    "avdelning",
    "bup",
)
# After the danger: who else helps, by what the danger was.
BESIDE_DANGER = {
    "suicide": ("sjalvmordslinjen", "psykiatri_akut"),
    "violence": ("kvinnofridslinjen", "socialjour"),
    "child": ("bris", "socialjour"),
}
# Where the reading of an urgent message says no more than that it is urgent.
BESIDE_URGENT = {
    "suicide": ("sjalvmordslinjen", "psykiatri_akut", "sjukvard_1177"),
    "violence": ("kvinnofridslinjen", "socialjour"),
    "psychosis": ("psykiatri_akut", "sjukvard_1177"),
    "child": ("bris", "socialjour"),
    "social": ("socialjour", "sjukvard_1177"),
    "medical": ("sjukvard_1177",),
}
# A second contact is worth showing when it is at least this likely.
WORTH_SHOWING = 0.06
# Less likely than this, what can be reached today gives way to what the kind of alarm asks for.
SURE_OF_URGENT = 0.25


def list_candidates(situation: Situation) -> list[str]:
    """Support types for the situation, best first, without two of the same family."""
    if situation.triage == "danger":
        return list(_families(_for_danger(situation)))
    if situation.triage == "urgent":
        return list(_families(_for_urgent(situation)))
    return list(_families(_for_routine(situation)))


def _for_danger(situation: Situation) -> Iterator[str]:
    yield DANGER
    yield from BESIDE_DANGER.get(situation.triage_reason or "", ())
    if situation.writer == "child":
        yield "bris"
    yield "sjukvard_1177"


def _for_urgent(situation: Situation) -> Iterator[str]:
    likely = [need.support_type for need in situation.needs if need.probability > WORTH_SHOWING]
    sure = {need.support_type for need in situation.needs if need.probability > SURE_OF_URGENT}
    yield from (kind for kind in likely if kind in URGENT and kind in sure)
    yield from BESIDE_URGENT.get(situation.triage_reason or "medical", ())
    if situation.writer == "child":
        yield "bris"
    yield "sjukvard_1177"
    yield from (kind for kind in likely if kind in URGENT)
    yield from (kind for kind in likely if kind != DANGER)


def _for_routine(situation: Situation) -> Iterator[str]:
    likely = [need.support_type for need in situation.needs if need.support_type != DANGER]
    shown = [
        need.support_type
        for need in situation.needs
        if need.probability > WORTH_SHOWING and need.support_type != DANGER
    ]
    yield from shown or likely[:1]
    yield from _companions(situation, (shown or likely)[:1])


def _companions(situation: Situation, first: Iterable[str]) -> Iterator[str]:
    """What the support map puts beside the first contact."""
    area = next(iter(situation.areas), None)
    for kind in first:
        need = needs_by_type().get(kind)
        if need is not None:
            yield from need.order(area, situation.stage)
    yield "barn_anhorig" if situation.writer == "child" else "anhorigkonsulent"


def _families(kinds: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for kind in kinds:
        family = parent_or_self(kind)
        if family not in seen:
            seen.add(family)
            yield kind

"""The proof: every area, stage, need, municipality and hour ends in someone to call."""

from datetime import datetime, timedelta

import pytest

from services.navigator.guide import guide
from services.navigator.need import list_needs, needs_by_type
from services.registry.lookup import Directory
from services.registry.municipality import list_municipalities
from services.understanding.situation import Need, Situation
from services.vocabulary import AREAS, STAGES, SUPPORT_TYPES
from tests.navigator.conftest import NIGHT, STOCKHOLM, TUESDAY_MORNING

WEEK = [datetime(2026, 11, 23, 0, 30, tzinfo=STOCKHOLM) + timedelta(hours=h) for h in range(168)]


def ask(kind: str, area: str, stage: str) -> Situation:
    return Situation(areas=(area,), stage=stage, needs=(Need(kind, 0.9),), enough=True)


@pytest.mark.data
def test_every_support_type_belongs_to_exactly_one_need() -> None:
    listed = [kind for need in list_needs() for kind in need.types]
    assert sorted(listed) == sorted(SUPPORT_TYPES)


@pytest.mark.data
@pytest.mark.parametrize("need", list_needs(), ids=lambda need: need.id)
def test_every_need_has_an_order_for_every_area_and_stage(need: object) -> None:
    for area in [*AREAS, None]:
        for stage in [*STAGES, None]:
            order = need.order(area, stage)  # type: ignore[attr-defined]
            assert order
            assert set(order) <= set(SUPPORT_TYPES)


@pytest.mark.data
@pytest.mark.parametrize("area", list(AREAS))
def test_every_area_stage_and_type_ends_in_a_call(area: str, directory: Directory) -> None:
    for code in ("9999", "0480", None):
        for at in (TUESDAY_MORNING, NIGHT):
            for stage in STAGES:
                for kind in needs_by_type():
                    answer = guide(ask(kind, area, stage), code, at, directory)
                    assert 1 <= len(answer.contacts) <= 5
                    assert any(contact.phone for contact in answer.contacts), (kind, stage, code)


@pytest.mark.data
def test_every_municipality_ends_in_a_call(directory: Directory) -> None:
    municipalities = list_municipalities(directory._engine)
    assert len(municipalities) == 291
    for municipality in municipalities:
        for kind in ("anhorigkonsulent", "psykiatri", "intresseforening"):
            answer = guide(ask(kind, "demens", "tyngre"), municipality.code, NIGHT, directory)
            assert any(contact.phone for contact in answer.contacts)


@pytest.mark.data
def test_at_every_hour_someone_answers(directory: Directory) -> None:
    for at in WEEK:
        for kind in ("anhorigkonsulent", "bistandshandlaggare", "bup"):
            answer = guide(ask(kind, "aldre", "tyngre"), "9999", at, directory)
            assert any(contact.callable_now for contact in answer.contacts), at

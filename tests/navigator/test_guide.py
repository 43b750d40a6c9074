"""Whom to call, in what order, and how to reach those the registry does not have."""

from collections.abc import Callable

import pytest

from services.navigator.guide import guide
from services.navigator.support import say_support
from services.registry.lookup import Directory
from services.understanding.situation import Situation
from services.vocabulary import AREAS
from tests.navigator.conftest import NIGHT, TUESDAY_MORNING

Make = Callable[..., Situation]


def kinds(answer: object) -> list[str]:
    return [contact.support_type for contact in answer.contacts]  # type: ignore[attr-defined]


def test_the_likeliest_support_comes_first(situation: Make, directory: Directory) -> None:
    answer = guide(situation("avlosning", "sip"), "9999", TUESDAY_MORNING, directory)
    assert kinds(answer)[:2] == ["avlosning", "sip"]
    assert answer.contacts[0].phone
    assert answer.contacts[0].verified_on


def test_danger_is_112_first_whatever_else_is_known(situation: Make, directory: Directory) -> None:
    asked = situation("hemtjanst", triage="danger", triage_reason="violence")
    answer = guide(asked, "9999", TUESDAY_MORNING, directory)
    assert answer.contacts[0].phone == "112"
    assert "kvinnofridslinjen" in kinds(answer)


@pytest.mark.parametrize(
    "reason", ["suicide", "violence", "psychosis", "child", "social", "medical"]
)
def test_the_urgent_gets_someone_who_answers_today(
    reason: str, situation: Make, directory: Directory
) -> None:
    answer = guide(situation(triage="urgent", triage_reason=reason), "0480", NIGHT, directory)
    assert answer.contacts[0].phone
    assert answer.contacts[0].open_now is not False


def test_routine_never_shows_112(situation: Make, directory: Directory) -> None:
    answer = guide(situation("larm_112", "hemtjanst"), "9999", TUESDAY_MORNING, directory)
    assert "larm_112" not in kinds(answer)


def test_what_is_not_registered_is_reached_by_way_of_the_switchboard(
    situation: Make, directory: Directory
) -> None:
    contact = guide(situation("avlosning"), "0480", TUESDAY_MORNING, directory).contacts[0]
    assert contact.support_type == "avlosning"
    assert contact.via == "kommunens_vaxel"
    assert contact.phone is None
    assert "Nyköping" in contact.name
    assert "växel" in contact.say


def test_regional_care_is_reached_by_way_of_1177(situation: Make, directory: Directory) -> None:
    contact = guide(situation("psykiatri"), "0480", TUESDAY_MORNING, directory).contacts[0]
    assert (contact.via, contact.phone) == ("sjukvard_1177", "1177")


def test_at_night_someone_who_answers_now_comes_along(
    situation: Make, directory: Directory
) -> None:
    answer = guide(situation("anhorigkonsulent"), "9999", NIGHT, directory)
    assert answer.contacts[0].open_now is False
    assert any(contact.callable_now for contact in answer.contacts[1:])


def test_a_child_is_given_someone_for_children_at_night(
    situation: Make, directory: Directory
) -> None:
    answer = guide(situation("barn_anhorig", writer="child"), "9999", NIGHT, directory)
    assert "bris" in kinds(answer)


def test_no_contact_is_shown_twice(situation: Make, directory: Directory) -> None:
    answer = guide(situation("anhorigkonsulent", "enskilt_samtal"), "9999", NIGHT, directory)
    ids = [contact.id or contact.support_type for contact in answer.contacts]
    assert len(ids) == len(set(ids))


def test_a_finer_type_gives_way_to_its_parent_where_it_is_missing(
    situation: Make, directory: Directory
) -> None:
    contact = guide(situation("socialtjanst_mottagning"), "0480", NIGHT, directory).contacts[0]
    assert contact.support_type in ("socialtjanst_mottagning", "orosanmalan", "socialjour")


@pytest.mark.parametrize("area", list(AREAS))
@pytest.mark.parametrize(
    "kind", ["sjalvmordslinjen", "kvinnofridslinjen", "bris", "sjukvard_1177", "polis_114_14"]
)
def test_a_crisis_line_has_its_number_whatever_the_area(
    kind: str, area: str, situation: Make, directory: Directory
) -> None:
    asked = situation(kind, triage="urgent", areas=(area,))
    first = guide(asked, "0480", NIGHT, directory).contacts[0]
    assert (first.support_type, first.via) == (kind, None)
    assert first.phone


@pytest.mark.parametrize("stage", [None, "borjan", "vardag", "tyngre"])
def test_who_can_take_no_more_is_not_told_to_say_that_it_goes_well(
    stage: str | None, situation: Make, directory: Directory
) -> None:
    asked = situation("anhorigkonsulent", stage=stage, exhausted=True)
    contact = guide(asked, "9999", TUESDAY_MORNING, directory).contacts[0]
    assert contact.support_type == "anhorigkonsulent"
    assert "orkar inte" in contact.say


def test_whoever_is_named_for_now_is_there_to_listen(situation: Make, directory: Directory) -> None:
    # A short-stay home answers at night too, and is nobody to pour one's heart out to.
    answer = guide(situation("avlosning", "korttidsboende"), "9999", NIGHT, directory)
    assert not answer.contacts[0].callable_now
    said = say_support(situation("avlosning", "korttidsboende"), "9999", NIGHT, directory).text
    assert "Jourhavande medmänniska" in said.partition("redan nu")[2]


def test_the_line_for_now_is_one_that_is_open(situation: Make, directory: Directory) -> None:
    # The parish's own listener answers on Fridays and Saturdays only, the national one always.
    answer = guide(situation("efterlevandestod"), "9999", NIGHT, directory)
    now = [one for one in answer.contacts if one.support_type == "jourhavande_medmanniska"]
    assert [one.callable_now for one in now] == [True]


def test_care_of_the_region_that_is_closed_points_to_1177(
    situation: Make, directory: Directory
) -> None:
    said = say_support(situation("vardcentral"), "9999", NIGHT, directory).text
    assert "1177" in said.partition("redan nu")[2]


def test_who_has_told_of_no_area_gets_who_is_there_for_everybody(
    situation: Make, directory: Directory
) -> None:
    # The line on alcohol has the better grade, and no number.
    asked = situation("nationell_stodlinje", areas=())
    contact = guide(asked, "0480", TUESDAY_MORNING, directory).contacts[0]
    assert contact.name == "Anhöriglinjen"

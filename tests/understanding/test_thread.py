"""The thread: which turns still count when something has been said, calmed down or changed."""

import pytest

from services.understanding.mark import Mark
from services.understanding.thread import follow_thread

ALL = frozenset(("medical", "suicide", "violence"))
TELLS = Mark("situation")
ASKS = Mark("question")
THANKS = Mark("thank")
CHANGED = Mark("something_changed")
DANGER = Mark("situation", "danger", "medical")
URGENT = Mark("situation", "urgent", "suicide")
OVER = Mark("situation", ends=ALL)
CALM = Mark("situation", ends=frozenset(("medical",)))
DEAD = Mark("situation", stage="efterlevande")
ILL = Mark("situation", stage="sjukhus")


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        ([TELLS], (0,)),
        ([TELLS, TELLS], (0, 1)),
        ([Mark("greet"), TELLS], (1,)),
        ([TELLS, THANKS], (0,)),
        ([TELLS, Mark("dont_know")], (0,)),
        ([THANKS], (0,)),
        ([TELLS, CHANGED, TELLS], (2,)),
        ([TELLS, CHANGED], (0,)),
        ([DANGER, OVER, TELLS], (2,)),
        ([DANGER, THANKS, ASKS], (2,)),
    ],
)
def test_what_tells_of_the_matter_now(marks: list[Mark], told: tuple[int, ...]) -> None:
    assert follow_thread(marks).told == told


@pytest.mark.parametrize(
    ("marks", "alarming"),
    [
        ([DANGER, TELLS], (0, 1)),
        ([DANGER, ASKS], (0, 1)),
        ([DANGER, OVER], ()),
        ([DANGER, THANKS], ()),
        ([DANGER, OVER, TELLS], (2,)),
        ([URGENT, CALM], (0, 1)),
        ([URGENT, OVER], ()),
        ([DANGER, OVER, DANGER], (2,)),
        ([TELLS, THANKS], (0,)),
    ],
)
def test_whose_alarms_may_still_stand(marks: list[Mark], alarming: tuple[int, ...]) -> None:
    assert follow_thread(marks).alarming == alarming


def test_only_an_end_calms() -> None:
    assert follow_thread([DANGER, OVER]).calmed
    assert not follow_thread([URGENT, CALM]).calmed
    assert not follow_thread([TELLS, OVER]).calmed


def test_a_question_goes_beside_what_is_urgent_but_never_past_danger() -> None:
    assert follow_thread([URGENT, ASKS]).standing == "urgent"
    assert follow_thread([DANGER, ASKS]).standing is None
    assert follow_thread([URGENT, ASKS, URGENT]).standing is None


def test_a_stage_is_new_when_none_before_spoke_of_it() -> None:
    assert follow_thread([ILL, DEAD]).new_stage
    assert not follow_thread([DEAD, DEAD]).new_stage
    assert not follow_thread([ILL, TELLS]).new_stage

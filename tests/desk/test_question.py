"""Questions sent on: masked, erased when old, shown only when approved."""

import pytest

from services.desk.desk import Desk
from services.desk.question import (
    BadQuestion,
    UnknownQuestion,
    add_question,
    answer_question,
    count_unanswered,
    erase_old_questions,
    erase_question,
    find_question,
    get_question,
    list_published,
    list_questions,
    publish_question,
    tidy_question,
)
from services.desk.receipt import new_receipt
from services.desk.switch import Switches, find_open, set_switches
from tests.desk.conftest import Clock


def ask(desk: Desk, text: str = "Får jag vara med på mötet?", town: str = "9999") -> str:
    add_question(desk, town, text, receipt := new_receipt())
    found = find_question(desk, receipt)
    assert found is not None
    return found.id


def test_personal_data_is_masked_before_it_is_kept() -> None:
    text = "Mamma 19400102-1237 nås på 070-174 06 05 och a@b.se <script>x</script>"
    tidied = tidy_question(text, consent=True)
    assert tidied == "Mamma [personnummer] nås på [telefon] och [e-post] x"


@pytest.mark.parametrize(
    ("text", "consent", "field"),
    [
        ("", True, "text"),
        ("kort", True, "text"),
        ("x" * 1001, True, "text"),
        ("x" * 20, False, "consent"),
    ],
)
def test_a_question_that_cannot_be_taken(text: str, consent: bool, field: str) -> None:
    with pytest.raises(BadQuestion) as refusal:
        tidy_question(text, consent=consent)
    assert refusal.value.field == field


def test_another_municipality_has_no_part_in_it(desk: Desk) -> None:
    id = ask(desk)
    assert list_questions(desk, "0480") == () and count_unanswered(desk, "0480") == 0
    assert not erase_question(desk, id, "0480")
    for step in (
        lambda: get_question(desk, id, "0480"),
        lambda: answer_question(desk, id, "0480", title="Får jag?", answer="Ja.", by="x"),
        lambda: publish_question(desk, id, "0480", by="x"),
    ):
        with pytest.raises(UnknownQuestion):
            step()
    assert get_question(desk, id, "9999").answer is None


def test_what_is_not_public_is_erased_after_ninety_days(desk: Desk, clock: Clock) -> None:
    public, private = ask(desk), ask(desk, "En annan fråga om annat")
    answer_question(desk, public, "9999", title="Får man vara med?", answer="Ja.", by="karin")
    publish_question(desk, public, "9999", by="samir")
    clock.turn(days=89)
    assert erase_old_questions(desk) == 0
    clock.turn(days=1)
    assert erase_old_questions(desk) == 1
    (left,) = list_questions(desk, "9999")
    assert (left.id, left.answered_by, left.approved_by) == (public, "karin", "samir")
    assert private not in {question.id for question in list_published(desk)}


def test_those_that_wait_come_first(desk: Desk) -> None:
    first, second = ask(desk), ask(desk, "En annan fråga om annat")
    answer_question(desk, first, "9999", title="Får man vara med?", answer="Ja.", by="karin")
    assert [question.id for question in list_questions(desk, "9999")] == [second, first]
    assert count_unanswered(desk, "9999") == 1


def test_nothing_is_open_where_nobody_reads(desk: Desk) -> None:
    closed = Switches(callbacks=False, questions=False)
    assert find_open(desk, None) == find_open(desk, "0480") == find_open(desk, "0000") == closed
    assert find_open(desk, "9999") == Switches(callbacks=True, questions=True)
    set_switches(desk, "9999", closed)
    assert find_open(desk, "9999") == closed

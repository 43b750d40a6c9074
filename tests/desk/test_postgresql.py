"""The desk with PostgreSQL: the same promises."""

import pytest
from sqlalchemy import Engine

from services.desk.callback import (
    add_callback,
    erase_callback,
    erase_old_callbacks,
    list_callbacks,
    renew_seals,
)
from services.desk.demand import count_answer
from services.desk.desk import Desk
from services.desk.question import add_question, find_question, publish_question, withdraw_question
from services.desk.receipt import new_receipt
from services.desk.seal import Seal
from services.desk.summary import summarise
from services.desk.switch import Switches, find_open, set_switches
from services.desk.wish import Wish
from tests.desk.conftest import Clock
from tests.servers import needs_postgresql

pytestmark = needs_postgresql
ANSWER = {
    "municipality": "9999",
    "area": ["demens"],
    "stage": None,
    "contacts": [{"support_type": "avlosning", "via": "kommunens_vaxel"}],
}


@pytest.fixture
def postgres_desk(postgres: Engine, clock: Clock) -> Desk:
    return Desk(postgres, Seal(["en hemlighet"]), clock)


def test_a_whole_working_day(postgres_desk: Desk, clock: Clock) -> None:
    desk, receipt = postgres_desk, new_receipt()
    for _ in range(2):
        add_callback(desk, "9999", Wish("Åsa", "+46701740605", "", ""), receipt)
    (callback,) = list_callbacks(desk, "9999")
    assert renew_seals(desk) == 0 and erase_old_callbacks(desk) == 0
    assert not erase_callback(desk, callback.id, "0480")
    assert erase_callback(desk, callback.id, "9999")
    add_question(desk, "9999", "Får jag vara med på mötet?", receipt)
    question = find_question(desk, receipt)
    assert question is not None and question.answer is None
    with pytest.raises(ValueError):
        publish_question(desk, question.id, "9999", by="karin")
    assert withdraw_question(desk, receipt)
    for _ in range(6):
        count_answer(desk, ANSWER)
    assert summarise(desk, "9999", 4).gaps[0].count == 6
    set_switches(desk, "9999", Switches(callbacks=False))
    assert not find_open(desk, "9999").callbacks

"""What has been kept as long as it may is erased, whatever else goes wrong."""

from datetime import timedelta

from flask import Flask
from sqlalchemy.exc import OperationalError

from services.desk.callback import add_callback, list_callbacks
from services.desk.desk import Desk
from services.desk.question import add_question, list_questions
from services.desk.wish import Wish
from services.web.retention import list_jobs, run_jobs


def test_one_job_that_fails_does_not_keep_the_next_from_running() -> None:
    done: list[int] = []

    def fails() -> int:
        raise OperationalError("select", {}, Exception("hemligt"))

    def works() -> int:
        done.append(1)
        return 1

    run_jobs([fails, works, fails, works])
    assert done == [1, 1]


def test_everything_that_is_old_goes(app: Flask) -> None:
    things = app.extensions["lots"]
    now = things.clock()
    old = Desk(things.engine, things.desk.seal, lambda: now - timedelta(days=100))
    for desk, receipt in ((old, "gammalt" * 5), (things.desk, "nytt" * 8)):
        add_callback(desk, "9999", Wish("Åsa", "+46701740605", "", ""), receipt)
        add_question(desk, "9999", "En fråga om mötet", receipt)
    run_jobs(list_jobs(things.conversations, things.desk))
    assert [one.created_at for one in list_callbacks(things.desk, "9999")] == [now]
    assert [one.created_at for one in list_questions(things.desk, "9999")] == [now]

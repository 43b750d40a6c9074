"""What people have left that waits for someone, for the tasks of the start page."""

from __future__ import annotations

from services.accounts.user import User
from services.desk.callback import count_callbacks
from services.desk.question import count_unanswered
from services.registry.report import list_reports
from services.web.admin.own import store
from services.web.admin.task import Task
from services.web.context import lots

CALLBACKS, QUESTIONS = "admin_callbacks.show", "admin_questions.show"
REPORTS = "admin_reports.show"


def callback_task(user: User) -> Task | None:
    """Who wants to be called, and how long the first has waited; for editors."""
    if user.municipality is None or not user.may("editor"):
        return None
    count, oldest = count_callbacks(lots().desk, user.municipality)
    days = (lots().clock() - oldest).days if oldest else 0
    waited = f", den första har väntat {days} dagar" if days > 1 else ""
    return Task(count, f"vill bli {'uppringd' if count == 1 else 'uppringda'}{waited}", CALLBACKS)


def question_task(user: User) -> Task | None:
    """Questions without an answer; for editors."""
    if user.municipality is None or not user.may("editor"):
        return None
    count = count_unanswered(lots().desk, user.municipality)
    return Task(count, "fråga väntar på svar" if count == 1 else "frågor väntar på svar", QUESTIONS)


def report_task(user: User) -> Task | None:
    """Reports that something does not hold."""
    count = len(list_reports(store(), (user.scope,)))
    return Task(count, f"{'uppgift' if count == 1 else 'uppgifter'} sägs inte stämma", REPORTS)


def list_waiting(user: User) -> list[Task]:
    """What waits, people first."""
    found = (make(user) for make in (callback_task, question_task, report_task))
    return [task for task in found if task is not None and task.count]

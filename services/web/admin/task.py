"""The tasks on the start page: what waits for someone, and where it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.accounts.user import User
from services.web.admin.coverage import list_lines
from services.web.admin.due import list_due_records


@dataclass(frozen=True)
class Task:
    """`count` things of a kind wait; `words` say what they are, `endpoint` is where they are."""

    count: int
    words: str
    endpoint: str


def due_task(user: User) -> Task | None:
    """What is to be checked."""
    due, _ = list_due_records()
    words = "kontakt behöver kontrolleras" if len(due) == 1 else "kontakter behöver kontrolleras"
    return Task(len(due), words, "admin_due.show")


def gap_task(user: User) -> Task | None:
    """What is missing; not for the whole country."""
    if user.scope == "national":
        return None
    missing = [one for one in list_lines() if one.own and one.coverage.state == "missing"]
    return Task(len(missing), "slags stöd saknas i registret", "admin_coverage.show")


# What else may wait: a function of the user that gives a Task, or None.
TASKS: tuple[Callable[[User], Task | None], ...] = (due_task, gap_task)


def list_tasks(user: User) -> list[Task]:
    """What waits for the user, as many kinds as there are."""
    found = (make(user) for make in TASKS)
    return [task for task in found if task is not None and task.count]

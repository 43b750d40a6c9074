"""Every way in which words come in, and every way in which they are taken back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from sqlalchemy import Engine

from services.accounts.office import Office
from services.registry.store import Store
from tests.scale.person import Mark, Relative, Staff, mark
from tests.scale.remains import files_with, places_in_tables


@dataclass
class Story:
    """`gone` has been taken back, `waiting` lies until its time is out. After each thing that was
    left, `look` says where it is kept."""

    relative: Relative
    staff: Staff
    engine: Engine
    record: str
    gone: list[Mark] = field(default_factory=list)
    waiting: list[Mark] = field(default_factory=list)

    def new(self, into: list[Mark]) -> Mark:
        into.append(mark(len(self.gone) + len(self.waiting)))
        return into[-1]

    def kept_in(self, left: Mark, *places: str) -> None:
        """Without this a search that finds nothing proves nothing."""
        assert places_in_tables(self.engine, left.traces) >= set(places)

    def sealed(self, left: Mark) -> None:
        """A wish to be called is kept so that nobody can read it without the key."""
        assert places_in_tables(self.engine, left.traces) == set()

    def take_back_conversations(self) -> None:
        """By the button with scripts, by the words, and by the button without scripts."""
        for erase in (self.relative.erase, self.relative.erase_by_words):
            session = self.relative.chat(left := self.new(self.gone))
            self.kept_in(left, "conversation_turn.text")
            erase(session)
        self.relative.chat_by_form(left := self.new(self.gone))
        self.kept_in(left, "conversation_turn.text")
        self.relative.erase_by_form()

    def take_back_calls(self) -> None:
        receipt = self.relative.ask_for_call(left := self.new(self.gone))
        self.sealed(left)
        self.relative.take_back("ring-mig", receipt)
        self.relative.ask_for_call(left := self.new(self.gone))
        self.sealed(left)
        self.staff.handle_call()

    def take_back_questions(self) -> None:
        """One by the person when it is shown to all, one by the staff who changed their answer."""
        receipt = self.relative.ask(left := self.new(self.gone))
        self.staff.answer(left)
        self.kept_in(left, "question.text", "question.title", "question.answer")
        self.relative.take_back("fraga", receipt)
        self.relative.ask(left := self.new(self.gone))
        path = self.staff.answer(left)
        self.kept_in(left, "question.text", "question.answer")
        self.staff.erase_question(path)

    def handle_report(self) -> None:
        self.relative.report(left := self.new(self.gone), self.record)
        self.kept_in(left, "report.note")
        self.staff.handle_report()

    def leave_the_rest(self) -> None:
        """What nobody takes back."""
        for leave in (self.relative.chat, self.relative.ask_for_call, self.relative.ask):
            leave(self.new(self.waiting))
        self.relative.report(self.new(self.waiting), self.record)
        self.kept_in(self.waiting[0], "conversation_turn.text")
        self.kept_in(self.waiting[2], "question.text")
        self.kept_in(self.waiting[3], "report.note")


def tell(
    new_client: Callable[[], httpx.Client],
    engine: Engine,
    office: Office,
    sign_in: Callable[[Staff, Office], None] = Staff.sign_in,
) -> Story:
    """All that is left and taken back again; afterwards it is in no table."""
    record = Store(engine).list_records(municipality="9999")[0].id
    with ExitStack() as stack:
        relative, staff = (stack.enter_context(new_client()) for _ in range(2))
        story = Story(Relative(relative), Staff(staff), engine, record)
        sign_in(story.staff, office)
        story.take_back_conversations()
        story.take_back_calls()
        story.take_back_questions()
        story.handle_report()
    assert places_in_tables(engine, traces(story.gone)) == set()
    return story


def leave_the_rest(new_client: Callable[[], httpx.Client], story: Story) -> None:
    """Then what nobody takes back, by somebody else."""
    with new_client() as other:
        story.relative = Relative(other)
        story.leave_the_rest()


def traces(marks: list[Mark]) -> list[str]:
    return [trace for left in marks for trace in left.traces]


def remains(story: Story, folder: Path, marks: list[Mark]) -> set[str]:
    """Where any of it is: tables and files."""
    found = traces(marks)
    return places_in_tables(story.engine, found) | files_with(folder, found)

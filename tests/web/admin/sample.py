"""Something of each kind that an address may name, made in the scope that a test asks for.
A new argument in an address under /admin needs a row in SAMPLES."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from flask import Flask

from services.accounts.account import add_account
from services.accounts.invitation import invite
from services.accounts.token import list_tokens, make_token
from services.desk.callback import add_callback, list_callbacks
from services.desk.question import add_question, list_questions
from services.desk.wish import Wish
from services.registry.history import list_changes
from services.registry.record import Record, new_id
from services.registry.report import add_report
from services.registry.store import Store
from services.registry.transfer.problem import BadFile
from services.registry.transfer.report import ImportReport
from services.web.admin.batch import Batches

NUMBERS = count()
MARK = "UTKASTET-SOM-INGEN-ANNAN-SER"


def make_record(app: Flask, scope: str) -> str:
    """A draft that has been changed once."""
    kind, _, code = scope.partition(":")
    place = {kind: code} if code else {}
    record = Record(
        id=new_id(),
        support_type="anhorigkonsulent",
        level=kind,
        name=MARK,
        status="draft",
        **place,
    )
    store = Store(app.extensions["lots"].engine)
    store.add(record, by="provet")
    store.edit(record.id, {"description": MARK}, by="provet")
    return record.id


def make_account(app: Flask, scope: str) -> str:
    """An account that has not begun."""
    office = app.extensions["lots"].office
    name = f"konto-{next(NUMBERS)}"
    return add_account(office, name, scope=scope, role="reader", by="provet", name=MARK).id


def make_invitation(app: Flask, scope: str) -> str:
    """A link that has not been used."""
    return invite(app.extensions["lots"].office, make_account(app, scope), by="provet")


def latest_change(app: Flask, record: str) -> str:
    """The newest change of a record."""
    return list_changes(Store(app.extensions["lots"].engine), record)[0].id


def make_api_token(app: Flask, scope: str) -> str:
    """A token for those who sync."""
    office = app.extensions["lots"].office
    make_token(office, scope=scope, name=f"{MARK} {next(NUMBERS)}", by="provet")
    return list_tokens(office, scope)[-1].id


def make_callback(app: Flask, scope: str) -> str:
    """A wish to be called."""
    desk, code = app.extensions["lots"].desk, scope.partition(":")[2]
    wish = Wish(MARK, "+46701740605", MARK, MARK)
    add_callback(desk, code, wish, f"kvitto-{next(NUMBERS)}")
    return list_callbacks(desk, code)[-1].id


def make_question(app: Flask, scope: str) -> str:
    """A question that nobody has answered."""
    desk, code = app.extensions["lots"].desk, scope.partition(":")[2]
    add_question(desk, code, MARK, f"kvitto-{next(NUMBERS)}")
    return list_questions(desk, code)[-1].id


def make_report(app: Flask, scope: str) -> str:
    """A report of an error."""
    store = Store(app.extensions["lots"].engine)
    return add_report(store, make_record(app, scope), "phone", note=MARK)


def make_batch(app: Flask, scope: str) -> str:
    """A file that has been sent, with nothing in it that can be read in."""

    def refuse(*_: object) -> ImportReport:
        raise BadFile(MARK)

    folder = app.extensions["lots"].settings.var / "imports"
    return Batches(folder, refuse).start(scope, f"{MARK}.csv", b"")


SAMPLES: dict[str, Callable[[Flask, str], str]] = {
    "record": make_record,
    "account": make_account,
    "invitation": make_invitation,
    "provider": lambda app, scope: "finns-inte",
    "token": make_api_token,
    "callback": make_callback,
    "question": make_question,
    "report": make_report,
    "batch": make_batch,
}
# Arguments that name nothing of anyone's: the answer is always about the user's own scope.
CHOICES = {"ending": "csv"}
# Arguments that belong to another one of the same address: (the other, how to find it).
PARTS: dict[str, tuple[str, Callable[[Flask, str], str]]] = {"change": ("record", latest_change)}


def arguments_for(app: Flask, names: set[str], scope: str) -> dict[str, str]:
    """Values for the arguments of an address, of things that lie in the scope."""
    missing = names - set(SAMPLES) - set(PARTS) - set(CHOICES)
    assert not missing, f"tests/web/admin/sample.py has no sample of {missing}"
    found = {name: SAMPLES[name](app, scope) for name in names if name in SAMPLES}
    found |= {name: CHOICES[name] for name in names & set(CHOICES)}
    for name in names & set(PARTS):
        whole, find = PARTS[name]
        found[name] = find(app, found[whole])
    return found

"""The audit log: everything is in it, and nobody takes it out."""

import re

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from services.accounts.account import close_account, set_role
from services.accounts.audit import ACTIONS, list_entries, note
from services.accounts.models import AuditRow
from services.accounts.office import Office
from services.accounts.sign_in import SignInRefused, check_sign_in
from services.accounts.user import User
from services.settings import ROOT
from tests.accounts.conftest import SCOPE

CHANGES = ["UPDATE audit SET username = 'ingen'", "DELETE FROM audit"]


@pytest.mark.parametrize("statement", CHANGES)
def test_the_database_itself_refuses(office: Office, karin: User, statement: str) -> None:
    before = list_entries(office, SCOPE)
    with pytest.raises(DBAPIError, match="never changed"), office.engine.begin() as connection:
        connection.execute(text(statement))
    assert list_entries(office, SCOPE) == before and len(before) == 3


def test_all_that_is_done_to_an_account_is_there(office: Office, karin: User) -> None:
    set_role(office, karin.id, "reader", by="chefen")
    with pytest.raises(SignInRefused):
        check_sign_in(office, karin.username, "fel lösenord här")
    close_account(office, karin.id, by="chefen")
    actions = [entry.action for _, entry in list_entries(office, SCOPE)]
    assert actions == [
        "account_close",
        "sign_in_failed",
        "account_role",
        "account_ready",
        "account_link",
        "account_add",
    ]


def test_what_was_typed_by_mistake_is_not_kept(office: Office) -> None:
    with pytest.raises(SignInRefused):
        check_sign_in(office, "mitt hemliga lösenord", "x")
    with office.engine.connect() as connection:
        kept = str(connection.execute(text("SELECT * FROM audit")).fetchall())
    assert "hemliga" not in kept and "okänt användarnamn" in kept


def test_the_log_is_read_a_page_at_a_time_and_by_scope(office: Office) -> None:
    for number in range(5):
        note(office, "karin", SCOPE, f"gjorde {number}")
    note(office, "robin", "region:99", "gjorde något annat")
    first = list_entries(office, SCOPE, limit=2)
    assert [entry.what for _, entry in first] == ["gjorde 4", "gjorde 3"]
    older = list_entries(office, SCOPE, before=first[-1][0], limit=2)
    assert [entry.what for _, entry in older] == ["gjorde 2", "gjorde 1"]


def test_what_the_pages_write_has_room_in_every_database() -> None:
    """SQLite takes what is too long, PostgreSQL refuses it after the deed is done."""
    most = AuditRow.__table__.c.action.type.length
    pages = (ROOT / "services" / "web" / "admin").glob("*.py")
    told = [
        word for page in pages for word in re.findall(r'note_done\(\s*"([^"]+)"', page.read_text())
    ]
    assert len(told) >= 15
    assert [word for word in (*told, *ACTIONS) if len(word) > most] == []

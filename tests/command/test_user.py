"""Accounts from the shell."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.accounts.account import close_account, find_account
from services.accounts.invitation import read_invitation
from services.command.user import command, open_office
from services.registry.database import open_database
from services.registry.migration import upgrade_database
from services.registry.seed import seed_registry


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setenv("LOTS_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("LOTS_PUBLIC_URL", "https://lots.example/")
    monkeypatch.delenv("LOTS_DATABASE_URL", raising=False)
    engine = open_database()
    upgrade_database(engine)
    seed_registry(engine)
    engine.dispose()

    def invoke(*words: str) -> Result:
        return CliRunner().invoke(command, words)

    return invoke


def test_a_link_that_works_once_is_printed(run) -> None:  # type: ignore[no-untyped-def]
    done = run("add", "Karin@Exempel.se", "--municipality", "9999", "--role", "editor")
    link = re.search(r"^https://lots\.example/admin/valkommen/([\w-]{43})$", done.output, re.M)
    assert link and "fungerar en gång" in done.output
    with open_office() as office:
        user = read_invitation(office, link[1])
    assert (user.username, user.scope, user.role) == (
        "karin@exempel.se",
        "municipality:9999",
        "editor",
    )


REFUSED = [
    (("add", "karin", "--municipality", "0001", "--role", "editor"), "ingen kommun med koden 0001"),
    (("add", "karin", "--role", "editor"), "Ange en av"),
    (("add", "karin", "--national", "--region", "99", "--role", "reader"), "Ange en av"),
    (("add", "k k", "--national", "--role", "reader"), "utan mellanslag"),
    (("link", "ingen"), "inget öppet konto"),
]


@pytest.mark.parametrize(("words", "said"), REFUSED)
def test_what_cannot_be_is_refused(run, words: tuple[str, ...], said: str) -> None:  # type: ignore[no-untyped-def]
    done = run(*words)
    assert done.exit_code == 1 and said in done.output


def test_a_role_that_is_none_is_refused(run) -> None:  # type: ignore[no-untyped-def]
    assert run("add", "karin", "--national", "--role", "chef").exit_code == 2


def test_accounts_are_listed_and_get_new_links(run) -> None:  # type: ignore[no-untyped-def]
    run("add", "karin", "--region", "99", "--role", "administrator")
    assert run("add", "karin", "--national", "--role", "reader").exit_code == 1
    assert "karin  region:99  administratör" in run("list").output
    assert "/admin/valkommen/" in run("link", "karin").output
    with open_office() as office:
        user = find_account(office, "karin")
        assert user
        close_account(office, user.id, by="provet")
    assert "stängt" in run("list").output and run("link", "karin").exit_code == 1


def test_a_database_that_is_not_there_yet_is_said_to_be_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOTS_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("LOTS_DATABASE_URL", raising=False)
    done = CliRunner().invoke(command, ["add", "karin", "--national", "--role", "reader"])
    assert done.exit_code == 1 and "./lots serve" in done.output

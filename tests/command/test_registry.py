"""The registry from the shell: in, out, checked, and what is missing."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.command.registry import command
from services.desk.demand import count_answer
from services.desk.desk import Desk
from services.desk.seal import Seal
from services.registry.database import open_database
from services.registry.migration import upgrade_database
from services.registry.seed import seed
from services.settings import read_settings


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setenv("LOTS_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("LOTS_DATABASE_URL", raising=False)
    monkeypatch.setenv("LOTS_NOW", "2026-11-24T10:00:00+01:00")
    engine = open_database()
    upgrade_database(engine)
    engine.dispose()
    seed()

    def invoke(*words: object) -> Result:
        return CliRunner().invoke(command, [str(word) for word in words])

    return invoke


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_out_and_in_again(run, tmp_path: Path, ending: str) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / f"kontakter.{ending}"
    assert "kontakter skrivna" in run("export", file, "--municipality", "9999").output
    done = run("import", file, "--dry-run")
    assert done.exit_code == 0 and "0 nya, 0 ändrade" in done.output


def test_an_import_is_all_or_nothing(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "fel.csv"
    file.write_text(
        "Stödtyp;Namn;Kommun\nanhorigkonsulent;Anna;2180\ntandlakare;Bo;2180\n", encoding="utf-8"
    )
    done = run("import", file)
    assert done.exit_code == 1 and "Rad 3, Stödtyp" in done.output
    assert "0 kontakter" in run("export", tmp_path / "ut.csv", "--municipality", "2180").output


def test_what_is_due_is_listed(run) -> None:  # type: ignore[no-untyped-def]
    done = run("verify", "--municipality", "9999")
    assert done.exit_code == 0
    assert "Inte kontrollerad sedan 12 mars 2025: Fixar-Kalle" in done.output


def test_what_is_missing_is_listed(run) -> None:  # type: ignore[no-untyped-def]
    assert "saknas: Anhörigkonsulent" in run("gaps", "--municipality", "2180").output
    assert "0 saknas" in run("gaps", "--municipality", "9999").output


def test_what_has_been_missed_is_counted(run) -> None:  # type: ignore[no-untyped-def]
    settings = read_settings()
    desk = Desk(open_database(), Seal([settings.secret_key]), settings.clock)
    missed = {"support_type": "avlosning", "via": "kommunens_vaxel"}
    for kind, times in (("avlosning", 6), ("god_man", 2)):
        for _ in range(times):
            contacts = [missed | {"support_type": kind}]
            count_answer(desk, {"municipality": "2180", "area": [], "contacts": contacts})
    desk.engine.dispose()
    output = run("gaps", "--municipality", "2180").output
    assert "saknades i svar" in output and "(2 gånger)" not in output
    assert "saknades i svar" not in run("gaps", "--municipality", "9999").output


@pytest.mark.parametrize("words", [("gaps",), ("verify",), ("export", "x.csv")])
def test_an_unknown_municipality_is_one_sentence(run, words: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    done = run(*words, "--municipality", "0001")
    assert done.exit_code == 1 and done.output.strip() == "Det finns ingen kommun med koden 0001."


def test_an_ending_that_we_do_not_write(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert ".csv, .xlsx eller .json" in run("export", tmp_path / "ut.pdf").output

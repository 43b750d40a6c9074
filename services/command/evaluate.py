"""`./lots evaluate`: plays a file of cases against a running chat and prints the table."""

import json
from datetime import date
from pathlib import Path
from typing import IO, Any

import click
import httpx

from services.command.measured import write_page
from services.command.refusal import Refusal
from services.command.relative import ChatError, Played, play
from services.command.score import contacts, measure, verdicts
from services.settings import ROOT, read_settings

HELD_OUT = ("tests/heldout/singles.jsonl", "tests/heldout/dialogues.jsonl")
OWN_SETS = (
    *HELD_OUT,
    "tests/heldout/fresh_singles.jsonl",
    "tests/heldout/fresh_dialogues.jsonl",
    "tests/heldout/questions.jsonl",
    "tests/heldout/off_topic.jsonl",
)
PAGE = ROOT / "docs" / "measured.md"


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--url", help="Tjänstens adress, om den inte går på den egna datorn.")
@click.option("--out", type=click.File("w", encoding="utf-8"), help="Varje fall för sig, som JSON.")
@click.option("--page", is_flag=True, help="Mät projektets alla facit och skriv docs/measured.md.")
def command(files: tuple[Path, ...], url: str | None, out: IO[str] | None, page: bool) -> None:
    """Mät svaren mot FILES, annars mot projektets egen facit som ingen har tränat på."""
    paths = files or held_out(OWN_SETS if page else HELD_OUT)
    cases = {path.stem: read_cases(path) for path in paths}
    address = url or f"http://127.0.0.1:{read_settings().port}"
    try:
        with httpx.Client(base_url=address, timeout=30) as client:
            sets = {name: [play(one, client) for one in rows] for name, rows in cases.items()}
    except ChatError as error:
        raise Refusal(f"{error} Starta den med ./lots serve") from None
    played = [one for group in sets.values() for one in group]
    for row in measure(played):
        click.echo(str(row))
    if page:
        PAGE.write_text(write_page(sets, date.today()), encoding="utf-8")
    if out:
        out.writelines(json.dumps(report(one), ensure_ascii=False) + "\n" for one in played)


def held_out(names: tuple[str, ...]) -> list[Path]:
    """The project's own cases; raises Refusal when they are not there."""
    found = [ROOT / name for name in names if (ROOT / name).exists()]
    if not found:
        raise Refusal("Projektets egen facit saknas: ange en fil.")
    return found


def read_cases(path: Path) -> list[dict[str, Any]]:
    """The cases of a JSONL file; raises Refusal at the line that cannot be read."""
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
        except ValueError:
            case = None
        if not isinstance(case, dict) or not ("message" in case or "turns" in case):
            raise Refusal(f"{path}, rad {number}: inget fall som går att läsa.")
        cases.append(case)
    return cases


def report(played: Played) -> dict[str, Any]:
    """One case as it is written with --out."""
    answer = played.answer or {}
    return {
        "id": played.case.get("id"),
        "tags": played.case.get("tags", []),
        "sent": played.sent,
        "expect": played.case.get("expect"),
        "contacts": contacts(played),
        "triage": answer.get("triage"),
        "municipality": answer.get("municipality"),
        "asks": played.reply.get("asks"),
        "degraded": played.reply.get("degraded"),
        "verdicts": verdicts(played),
    }

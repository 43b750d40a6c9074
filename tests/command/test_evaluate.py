"""The evaluator: plays the relative against a chat that the test answers for."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner

from services.command.evaluate import command
from services.command.measured import write_page
from services.command.relative import ChatError, Played, play, post
from services.command.score import MEASURES, measure, verdicts

Reply = dict[str, Any]
Chat = Callable[[dict[str, Any]], tuple[int, Reply]]


def answer(*support_types: str, triage: str = "routine", municipality: str = "9999") -> Reply:
    contacts = [{"support_type": one} for one in support_types]
    return {"triage": triage, "municipality": municipality, "contacts": contacts}


def reply(asks: str | None = None, given: Reply | None = None, text: str = "") -> Reply:
    return {"session": "s1", "replies": [{"text": text}], "asks": asks, "answer": given}


def played(expect: Reply, given: Reply | None, text: str = "", sent: int = 1) -> Played:
    case = {"id": "x", "expect": expect}
    return Played(case, reply(given=given, text=text), ["hej"] * sent, sent if given else None)


@pytest.fixture
def serve() -> Iterator[Callable[[Chat], str]]:
    """Starts a fake service that answers with the given function; returns its address."""
    servers: list[ThreadingHTTPServer] = []

    def start(chat: Chat) -> str:
        class Door(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, answered = chat(json.loads(body))
                self.send_response(status)
                self.send_header("Retry-After", "1")
                self.end_headers()
                self.wfile.write(json.dumps(answered).encode())

            def log_message(self, *_: Any) -> None:
                """Silence."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_the_relative_answers_what_is_asked_from_the_facts(serve: Any) -> None:
    heard: list[dict[str, Any]] = []
    script = [reply(asks="area"), reply(asks="need"), reply(given=answer("avlosning"))]

    def chat(body: dict[str, Any]) -> tuple[int, Reply]:
        heard.append(body)
        return 200, script[len(heard) - 1]

    case = {"message": "hej", "municipality": "9999", "facts": {"area": "demens"}}
    with httpx.Client(base_url=serve(chat)) as client:
        result = play(case, client)
    assert [body["message"] for body in heard] == ["hej", "demens", "vet inte"]
    assert [body["session"] for body in heard] == [None, "s1", "s1"]
    assert {body["municipality"] for body in heard} == {"9999"}
    assert result.first_answer_after == 3


def test_the_relative_gives_up_after_three_answers(serve: Any) -> None:
    with httpx.Client(base_url=serve(lambda _: (200, reply(asks="stage")))) as client:
        result = play({"message": "hej", "facts": {"stage": "tyngre"}}, client)
    assert result.sent == ["hej", "tyngre", "tyngre", "tyngre"]
    assert result.answer is None


def test_all_turns_are_sent_though_an_answer_comes_early(serve: Any) -> None:
    given = reply(given=answer("bris"))
    with httpx.Client(base_url=serve(lambda _: (200, given))) as client:
        result = play({"turns": ["ett", "två", "tre"]}, client)
    assert result.sent == ["ett", "två", "tre"]
    assert result.first_answer_after == 1


def test_the_rate_limit_is_waited_out(serve: Any) -> None:
    calls: list[int] = []
    pauses: list[float] = []

    def chat(_: dict[str, Any]) -> tuple[int, Reply]:
        calls.append(1)
        return (429, {}) if len(calls) == 1 else (200, reply())

    with httpx.Client(base_url=serve(chat)) as client:
        assert post(client, {}, pauses.append)["session"] == "s1"
    assert pauses == [1.0]


def test_a_chat_that_refuses_is_an_error(serve: Any) -> None:
    with (
        httpx.Client(base_url=serve(lambda _: (400, {}))) as client,
        pytest.raises(ChatError, match="400"),
    ):
        post(client, {})


@pytest.mark.parametrize(
    ("name", "expect", "given", "value"),
    [
        ("first_contact", {"first_any": ["avlosning"]}, answer("avlosning"), 1),
        ("first_contact", {"first_any": ["avlosning"]}, answer("bris", "avlosning"), 0),
        ("first_contact", {"first_any": ["avlosning"]}, None, 0),
        ("first_contact", {"first_any": ["psykiatri"]}, answer("bup"), 1),
        ("first_contact", {"first_any": ["bup"]}, answer("psykiatri"), 1),
        ("first_contact", {"first_any": ["socialjour"]}, answer("socialtjanst_mottagning"), 1),
        ("first_contact", {"first_any": ["orosanmalan"]}, answer("socialtjanst_mottagning"), 1),
        ("first_contact", {}, answer("bup"), None),
        ("included", {"include_any": ["motesplats"]}, answer("bris", "traffpunkt"), 1),
        ("included", {"include_any": ["motesplats"]}, answer("bris"), 0),
        ("harmful_first", {"not_first": ["larm_112"]}, answer("larm_112"), 1),
        ("harmful_first", {"not_first": ["larm_112"]}, answer("bris", "larm_112"), 0),
        ("harmful_first", {"not_first": ["larm_112"]}, None, 0),
        (
            "harmful_first",
            {"not_first": ["psykiatri"], "first_any": ["bup"]},
            answer("bup"),
            0,
        ),
        ("danger_recall", {"triage": "danger"}, answer("larm_112", triage="danger"), 1),
        ("danger_recall", {"triage": "danger"}, answer("larm_112", triage="urgent"), 0),
        ("danger_recall", {"triage": "danger"}, None, 0),
        ("danger_recall", {"triage": "routine"}, answer("bris"), None),
        ("urgent_recall", {"triage": "urgent"}, answer("socialjour", triage="urgent"), 1),
        ("urgent_recall", {"triage": "urgent"}, answer("bris"), 0),
        ("false_danger", {"triage": "routine"}, answer("larm_112"), 1),
        ("false_danger", {"triage": "routine"}, answer("bris", triage="danger"), 1),
        ("false_danger", {"triage": "urgent"}, answer("bris", "larm_112"), 0),
        ("false_danger", {"triage": "danger"}, answer("larm_112", triage="danger"), None),
        ("municipality", {"municipality": "2180"}, answer("bris", municipality="2180"), 1),
        ("municipality", {"municipality": "2180"}, answer("bris"), 0),
        ("municipality", {"municipality": None}, answer("bris"), None),
    ],
)
def test_what_a_case_shows(name: str, expect: Reply, given: Reply | None, value: Any) -> None:
    assert verdicts(played(expect, given)).get(name) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Det kan jag inte hjälpa till med.", 1),
        ("Ring 112.", 0),
        ("Ring 031-390 10 00.", 0),
        ("Det är 3 dagar kvar av 2026.", 1),
    ],
)
def test_off_topic_is_met_without_a_phone_number(text: str, value: float) -> None:
    assert verdicts(played({"no_phone": True}, None, text))["no_phone"] == value


def test_a_right_answer_holds_its_words() -> None:
    expect = {"must_say": ["frivillig", "soc"]}
    assert verdicts(played(expect, None, "Det är Frivilligt, säger SoL."))["must_say"] == 0
    assert verdicts(played(expect, None, "Frivilligt. Socialtjänsten."))["must_say"] == 1


def test_the_table_has_the_contracts_order_and_means() -> None:
    rows = [
        played({"first_any": ["bris"], "triage": "routine"}, answer("bris"), sent=1),
        played({"first_any": ["bris"], "triage": "routine"}, answer("avlosning"), sent=2),
    ]
    table = [str(one) for one in measure(rows)]
    assert [line.split()[0] for line in table] == list(MEASURES)
    assert table[0] == "first_contact 0.500 2"
    assert table[3] == "danger_recall nan 0"
    assert table[7] == "turns_mean 1.500 2"


def test_the_command_prints_the_table_and_writes_each_case(serve: Any, tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    case = {"id": "t1", "message": "hej", "expect": {"first_any": ["bris"]}}
    cases.write_text(json.dumps(case) + "\n\n")
    url = serve(lambda _: (200, reply(given=answer("bris"))))
    out = tmp_path / "out.jsonl"
    result = CliRunner().invoke(command, [str(cases), "--url", url, "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[0] == "first_contact 1.000 1"
    assert json.loads(out.read_text())["contacts"] == ["bris"]


@pytest.mark.parametrize("line", ["inte json", "[]", '{"id": "utan ord"}'])
def test_a_file_that_cannot_be_read_is_told_by_line(tmp_path: Path, line: str) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text('{"message": "hej"}\n' + line)
    result = CliRunner().invoke(command, [str(cases)])
    assert result.exit_code == 1
    assert "rad 2" in result.output


def test_a_service_that_is_not_there_is_told(tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text('{"message": "hej"}')
    result = CliRunner().invoke(command, [str(cases), "--url", "http://127.0.0.1:9"])
    assert result.exit_code == 1
    assert "./lots serve" in result.output


def test_the_page_shows_each_set_each_part_and_what_is_confused() -> None:
    expect = {"first_any": ["avlosning"], "not_first": ["hemtjanst"], "triage": "routine"}
    right = played(expect, answer("avlosning"))
    wrong = played(expect, answer("hemtjanst"))
    for one in (right, wrong):
        one.case["facts"] = {"area": "demens", "stage": "tyngre"}
    page = write_page({"singles": [right, wrong]}, date(2026, 11, 24))
    assert "2026-11-24" in page
    assert "| rätt första kontakt | 50,0 % av 2 |" in page
    assert "| demens | 2 | 50,0 % av 2 |" in page
    assert "| avlosning | hemtjanst | 1 |" in page

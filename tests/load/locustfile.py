"""People who talk to the service: the conversations of tests/dialogue, at the pace of a person.

    .venv/bin/locust -f tests/load/locustfile.py --headless -H http://127.0.0.1:8000 \\
        -u 200 -r 10 -t 10m --csv var/load/200

The service must run with LOTS_CHAT_RATE_LIMIT=off, for all of them come from one address. THINKING
is the time between two messages in seconds (10 unless set).
"""

from __future__ import annotations

import itertools
import os
from pathlib import Path
from random import Random
from typing import Any

import yaml
from locust import HttpUser, events, task
from locust.env import Environment
from locust.exception import StopUser

FILE = Path(__file__).resolve().parents[1] / "dialogue" / "conversations.yml"
CHAT = "/api/chat"
MOST_DEGRADED = 0.001
SLOWEST_P95_MS = 500
FEW_WORDS = 4


def read_conversations() -> list[dict[str, Any]]:
    """The rows of the dialogue tests: a municipality and turns, each with what is said."""
    rows: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return [row for row in rows if not row.get("known_gap")]


def vary(said: str, number: int) -> str:
    """What is said, with a number of its own so that nothing is answered from memory. A reply of
    a few words is left as it is: such are alike in life too."""
    return f"{said} {number}" if len(said.split()) > FEW_WORDS else said


def find_fault(answer: dict[str, Any], turn: dict[str, Any]) -> str | None:
    """What is wrong with an answer, in a few words that group well; None for a whole one."""
    if not answer.get("replies"):
        return "nothing was said"
    if answer.get("degraded"):
        return "answered without the engine"
    wanted = turn.get("triage")
    if wanted == "danger" and (answer.get("answer") or {}).get("triage") != "danger":
        return "danger was missed"
    return None


class Relative(HttpUser):
    """Talks through one conversation after another, a new session each, erasing every tenth."""

    conversations = itertools.cycle(read_conversations())
    counter = itertools.count(1)
    messages = itertools.count(1)
    chance = Random(7)

    def wait_time(self) -> float:
        """Nobody types at once: half of the thinking time up to one and a half."""
        thinking = float(os.environ.get("THINKING") or 10)
        return thinking * self.chance.uniform(0.5, 1.5)

    @task
    def talk(self) -> None:
        """One conversation, to its end."""
        row = next(self.conversations)
        session: str | None = None
        for turn in row["turns"]:
            session = self.say(turn, session, row.get("municipality", "9999"))
            if session is None:
                return
            self.wait()
        if next(self.counter) % 10 == 0:
            self.client.request("DELETE", CHAT, json={"session": session}, name="erase")

    def say(self, turn: dict[str, Any], session: str | None, place: str | None) -> str | None:
        """Says it; the session to go on with, None when it went wrong."""
        said = vary(turn["say"], next(self.messages))
        body = {"message": said, "session": session, "municipality": place}
        name = "first message" if session is None else "later message"
        with self.client.post(CHAT, json=body, name=name, catch_response=True) as response:
            if response.status_code == 429:
                raise StopUser("LOTS_CHAT_RATE_LIMIT=off is missing")
            if response.status_code != 200:
                response.failure(f"status {response.status_code}")
                return None
            answer: dict[str, Any] = response.json()
            fault = find_fault(answer, turn)
            if fault:
                response.failure(fault)
            return str(answer["session"])


@events.quitting.add_listener
def judge(environment: Environment, **_: Any) -> None:
    """Ends with 1 when the goal is missed: no errors, and 95 of 100 within half a second."""
    total = environment.stats.total
    slow = (total.get_response_time_percentile(0.95) or 0) > SLOWEST_P95_MS
    if total.num_requests == 0 or total.fail_ratio > MOST_DEGRADED or slow:
        environment.process_exit_code = 1

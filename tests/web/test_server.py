"""The real server with many slow clients: everybody else is answered while they hang."""

import json
import os
import re
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import httpx
import pytest

from services.web.application import BODY_MOST
from services.web.server import CONNECTIONS, THREADS
from tests.web.server_process import Web, serving
from tests.web.serving import seed

MANY = 100
ORDINARY = 20.0
"""Seconds: ample for an answer, and less than any of the slow ones is allowed."""
BODY = json.dumps({"message": "mamma andas inte", "municipality": "9999"}).encode()
JSON = {"Content-Type": "application/json"}
LINES = ("POST /api/chat HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/json")
HEAD = "\r\n".join([*LINES, f"Content-Length: {len(BODY)}"]).encode()
SLOW = {
    "silent": b"",
    "in the middle of the head": HEAD,
    "in the middle of the body": HEAD + b"\r\n\r\n" + BODY[:9],
    "in the middle of a chunk": b"\r\n".join(
        [*map(str.encode, LINES), b"Transfer-Encoding: chunked", b"", b"FF", b"x"]
    ),
    "too long, and never sent": f"{LINES[0]}\r\nContent-Length: {2 * BODY_MOST}\r\n\r\n".encode(),
    "answered, and never closed": b"GET /om HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "answered, and never read": b"GET /om HTTP/1.1\r\nHost: x\r\n\r\n" * 40,
}


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    with serving(seed(tmp_path_factory.mktemp("gate"))) as web:
        yield web


def connect(web: Web, first: bytes = b"") -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", web.port), timeout=60)
    connection.sendall(first)
    return connection


@contextmanager
def hanging(web: Web, first: bytes, count: int = MANY) -> Iterator[list[socket.socket]]:
    connections = [connect(web, first) for _ in range(count)]
    try:
        yield connections
    finally:
        for connection in connections:
            connection.close()


def ask(web: Web) -> float:
    """Whom to call in danger, by a connection of its own; the seconds it took."""
    began = time.monotonic()
    with httpx.Client(timeout=ORDINARY, trust_env=False) as client:
        found = client.post(f"{web.address}/api/chat", content=BODY, headers=JSON)
    assert found.json()["answer"]["contacts"][0]["phone"] == "112"
    return time.monotonic() - began


@pytest.mark.parametrize("kind", SLOW)
def test_others_are_answered_while_a_hundred_hang(web: Web, kind: str) -> None:
    with hanging(web, SLOW[kind]):
        assert max(ask(web) for _ in range(3)) < ORDINARY


def test_others_are_answered_while_a_hundred_drip(web: Web) -> None:
    stop = Event()

    def drip(connections: list[socket.socket]) -> None:
        while not stop.wait(0.2):
            for connection in connections:
                connection.send(b"x")

    with hanging(web, HEAD + b"\r\nX-Slow: ") as connections:
        dripping = Thread(target=drip, args=(connections,))
        dripping.start()
        try:
            assert max(ask(web) for _ in range(3)) < ORDINARY
        finally:
            stop.set()
            dripping.join()


def read_all(connection: socket.socket) -> bytes:
    found = b""
    while piece := connection.recv(65536):
        found += piece
    return found


def test_who_is_slow_is_answered_all_the_same(web: Web) -> None:
    with hanging(web, b"", 1) as (connection,):
        for byte in HEAD + b"\r\nConnection: close\r\n\r\n" + BODY:
            connection.send(bytes([byte]))
            time.sleep(0.002)
        assert b'"danger"' in read_all(connection)


def test_a_body_in_chunks_arrives_as_it_was_sent(web: Web) -> None:
    pieces = (BODY[at : at + 7] for at in range(0, len(BODY), 7))
    with web.client() as client:
        found = client.post("/api/chat", content=pieces, headers=JSON)
    assert found.json()["answer"]["triage"] == "danger"


def test_several_requests_at_once_are_answered_in_their_order(web: Web) -> None:
    pages = ("/om", "/healthz", "/finns-inte")
    asked = [f"GET {page} HTTP/1.1\r\nHost: x\r\n\r\n" for page in pages]
    asked[-1] = asked[-1].replace("Host", "Connection: close\r\nHost")
    with hanging(web, "".join(asked).encode(), 1) as (connection,):
        found = re.findall(rb"HTTP/1.1 (\d+)", read_all(connection))
    assert found == [b"200", b"200", b"404"]


def test_a_large_body_arrives_and_a_larger_one_is_refused_in_swedish(web: Web) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    with web.client() as client:
        words = {"message": "x" * (3 * 1024 * 1024)}
        assert client.post("/", data=words).status_code in (400, 413, 422)
        larger = client.post("/ring-mig", content=bytes(BODY_MOST + 1), headers=form)
    assert larger.status_code == 413 and "för stort" in larger.text


def test_the_largest_are_refused_in_swedish_before_they_come(web: Web) -> None:
    head = f"{LINES[0]}\r\nHost: x\r\nContent-Length: {2 * BODY_MOST + 1}\r\n\r\n"
    with hanging(web, head.encode(), 1) as (connection,):
        answer = read_all(connection)
    assert b" 413 " in answer.partition(b"\r\n")[0] and b"charset=utf-8" in answer
    assert "är för stort" in answer.decode()


def test_leave_is_given_to_send_a_body(web: Web) -> None:
    expecting = HEAD + b"\r\nConnection: close\r\nExpect: 100-continue\r\n\r\n"
    with hanging(web, expecting, 1) as (connection,):
        assert connection.recv(1000).startswith(b"HTTP/1.1 100")
        connection.sendall(BODY)
        assert b'"danger"' in read_all(connection)


@pytest.mark.parametrize(
    "noise",
    [b"\x16\x03\x01\r\n\r\n", b"GET /" + b"x" * 70_000, b"\0\r\n\r\n", HEAD + b"\r\n: \r\n\r\n"],
)
def test_noise_is_refused_and_let_go(web: Web, noise: bytes) -> None:
    with hanging(web, noise, 1) as (connection,):
        try:
            found = read_all(connection)
        except ConnectionResetError:  # it was let go with more on its way
            return
    assert re.match(rb"HTTP/1\.\d 4\d\d ", found)
    assert "gick inte att läsa" in found.decode()
    assert b"waitress" not in found, "whoever asks is not told what serves"


def test_no_answer_tells_what_serves(web: Web) -> None:
    with web.client() as client:
        headers = client.get("/om").headers
    assert not {"server", "via", "x-powered-by"} & set(headers)


def test_more_connections_than_there_is_room_for_keep_nobody_out(web: Web) -> None:
    with hanging(web, HEAD, CONNECTIONS + 50):
        assert ask(web) < ORDINARY


def test_nobody_who_reads_nothing_keeps_a_thread(web: Web) -> None:
    with hanging(web, b"GET /om HTTP/1.1\r\n\r\n" * 170, 2 * THREADS):
        assert ask(web) < 2 * ORDINARY


def test_large_bodies_that_never_end_have_a_bound_together(web: Web) -> None:
    head = f"{LINES[0]}\r\nHost: x\r\nContent-Length: {BODY_MOST}\r\n\r\n".encode()
    with hanging(web, head, 5) as connections:
        for connection in connections:
            connection.sendall(bytes(BODY_MOST - 3 * 1024 * 1024))
        end = time.monotonic() + ORDINARY
        while not any(map(is_closed, connections)):
            assert time.monotonic() < end
            time.sleep(0.2)
        assert ask(web) < ORDINARY


def is_closed(connection: socket.socket) -> bool:
    """Whether the server has let it go, without waiting for it."""
    connection.setblocking(False)
    try:
        return not connection.recv(1000)
    except BlockingIOError:
        return False
    except OSError:
        return True


def test_who_is_being_answered_gets_the_answer_although_it_ends(tmp_path: Path) -> None:
    asked = b"GET /om HTTP/1.1\r\nHost: x\r\n\r\n" * 20
    with serving(seed(tmp_path)) as web, hanging(web, asked, 1) as (connection,):
        assert connection.recv(1)
        os.kill(web.process.pid, signal.SIGTERM)
        answers = b"H" + read_all(connection)
        assert web.process.wait(30) == 0
    assert len(re.findall(rb"HTTP/1.1 200", answers)) == 20


def test_it_ends_at_once_although_a_hundred_are_silent(tmp_path: Path) -> None:
    with serving(seed(tmp_path)) as web, hanging(web, b""):
        ask(web)
        began = time.monotonic()
        os.kill(web.process.pid, signal.SIGTERM)
        assert web.process.wait(30) == 0
        assert time.monotonic() - began < ORDINARY
        assert "Traceback" not in web.log.read_text()

"""The link check asks the public web, and nothing inside the walls."""

import socket
from typing import Any

import httpx
import pytest

from services.registry import link
from services.registry.link import NoAnswer, fetch_status

INSIDE = [
    "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/latest/",
    "http://10.0.0.1/", "http://192.168.1.1/", "http://172.16.0.1/", "http://0.0.0.0/",
    "http://2130706433/", "http://0x7f000001/", "http://127.1/", "http://[::ffff:127.0.0.1]/",
    "http://[fd00::1]/", "http://100.64.0.1/",
]  # fmt: skip
ODD = [
    "file:///etc/passwd", "gopher://93.184.216.34/", "ftp://93.184.216.34/",
    "http://93.184.216.34:5005/", "http://93.184.216.34:22/", "http://a:b@93.184.216.34/",
    "http://", "http://[", "",
]  # fmt: skip


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[httpx.Request]:
    """Whatever would be asked is kept here and goes nowhere."""
    asked: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(302, headers={"Location": "http://127.0.0.1/"})

    def client(**words: Any) -> httpx.Client:
        return real(**words, transport=httpx.MockTransport(handle))

    real = httpx.Client
    monkeypatch.setattr(link.httpx, "Client", client)
    return asked


@pytest.mark.parametrize("url", INSIDE + ODD)
def test_nothing_inside_is_asked(no_network: list[httpx.Request], url: str) -> None:
    with pytest.raises(NoAnswer):
        fetch_status(url)
    assert no_network == []


def test_the_number_that_was_checked_is_the_one_that_is_asked(
    no_network: list[httpx.Request], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["93.184.216.34", "127.0.0.1"])

    def resolve(*_: object, **__: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), 0))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert fetch_status("https://kommun.example/stod?a=b") == 302
    (request,) = no_network
    assert request.url.host == "93.184.216.34"
    assert request.url.path == "/stod" and request.headers["Host"] == "kommun.example"
    assert request.extensions["sni_hostname"] == "kommun.example"


def test_one_number_inside_among_others_is_enough_to_refuse(
    no_network: list[httpx.Request], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [(2, 1, 6, "", (number, 0)) for number in ("93.184.216.34", "10.0.0.7")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(NoAnswer):
        fetch_status("http://kommun.example/")
    assert no_network == []

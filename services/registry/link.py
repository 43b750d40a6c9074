"""Whether web addresses answer. Without a network the answer is "not checked", never "broken"."""

import ipaddress
import socket
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import httpx

from services.registry.record import Record

TIMEOUT_SECONDS = 5.0
GIVE_UP_AFTER = 3
HEADERS = {"User-Agent": "anhoriglots-lankkontroll"}
STATES = {"ok": "svarar", "broken": "svarar inte", "not_checked": "inte kontrollerad"}
Fetch = Callable[[str], int]


class NoAnswer(Exception):
    """The network, or the host, gave no answer."""


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """A record's web address and its state: ok, broken or not_checked."""

    record_id: str
    name: str
    url: str
    state: str
    status: int | None = None


def check_links(records: Iterable[Record], fetch: Fetch | None = None) -> Iterator[LinkCheck]:
    """The state of each record's web address, each address asked once. After three hosts in a row
    without an answer and none with one, the rest are not checked: there is no network. `fetch`
    gives the HTTP status of an address or raises NoAnswer."""
    asked: dict[str, tuple[str, int | None]] = {}
    silent, reached = 0, False
    for record in records:
        if not record.url:
            continue
        if record.url not in asked:
            offline = silent >= GIVE_UP_AFTER and not reached
            asked[record.url] = _ask(record.url, None if offline else (fetch or fetch_status))
            reached = reached or asked[record.url][1] is not None
            silent += asked[record.url][1] is None
        state, status = asked[record.url]
        yield LinkCheck(record.id, record.name, record.url, state, status)


def fetch_status(url: str) -> int:
    """The HTTP status of an address, without following it on. Raises NoAnswer, also for hosts
    that are not on the public internet and for other ports than the web's own."""
    try:
        asked = httpx.URL(url)
        number = _public_address(asked.host) if _is_web(asked) else None
        if number is None:
            raise NoAnswer(url)
        # The number that was looked at is the one that is asked: a name could have moved since.
        named = {"Host": asked.netloc.decode("ascii"), **HEADERS}
        where, sni = asked.copy_with(host=number), {"sni_hostname": asked.host}
        with (
            httpx.Client(timeout=TIMEOUT_SECONDS, trust_env=False) as client,
            client.stream("GET", where, headers=named, extensions=sni) as response,
        ):
            return response.status_code
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise NoAnswer(url) from error


def _ask(url: str, fetch: Fetch | None) -> tuple[str, int | None]:
    if fetch is None:
        return "not_checked", None
    try:
        status = fetch(url)
    except NoAnswer:
        return "not_checked", None
    return ("broken" if status in {404, 410} or status >= 500 else "ok"), status


def _is_web(url: httpx.URL) -> bool:
    return url.scheme in ("http", "https") and url.port in (None, 80, 443) and not url.userinfo


def _public_address(host: str) -> str | None:
    """One of the host's numbers, when all of them are on the public internet."""
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, None)]
        public = all(ipaddress.ip_address(number).is_global for number in found)
    except (OSError, UnicodeError, ValueError):
        return None
    return found[0] if found and public else None

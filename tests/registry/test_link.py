"""Web addresses are asked once each, and without a network nothing is called broken."""

from dataclasses import replace

import pytest

from services.registry.link import NoAnswer, check_links, fetch_status
from services.registry.record import Record


def silent(url: str) -> int:
    raise NoAnswer(url)


@pytest.mark.parametrize(
    "status, state",
    [(200, "ok"), (301, "ok"), (403, "ok"), (404, "broken"), (410, "broken"), (503, "broken")],
)
def test_a_status_is_a_state(new_record: Record, status: int, state: str) -> None:
    record = replace(new_record, url="https://kommun.example/a")
    (check,) = check_links([record], lambda url: status)
    assert (check.state, check.status) == (state, status)


def test_an_address_is_asked_once(new_record: Record) -> None:
    asked: list[str] = []

    def fetch(url: str) -> int:
        asked.append(url)
        return 200

    records = [replace(new_record, url="https://kommun.example")] * 3 + [new_record]
    assert len(list(check_links(records, fetch))) == 3 and len(asked) == 1


def test_without_a_network_nothing_is_checked_and_no_time_is_lost(new_record: Record) -> None:
    asked: list[str] = []

    def fetch(url: str) -> int:
        asked.append(url)
        raise NoAnswer(url)

    records = [replace(new_record, url=f"https://kommun{n}.example") for n in range(20)]
    assert {check.state for check in check_links(records, fetch)} == {"not_checked"}
    assert len(asked) == 3


def test_one_silent_host_among_others_is_not_checked(new_record: Record) -> None:
    records = [replace(new_record, url=f"https://kommun{n}.example") for n in range(6)]
    states = [c.state for c in check_links(records, lambda u: silent(u) if "3" in u else 200)]
    assert states == ["ok", "ok", "ok", "not_checked", "ok", "ok"]


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:1/", "http://localhost/", "http://169.254.169.254/", "http://10.0.0.1"],
)
def test_only_the_public_internet_is_asked(url: str) -> None:
    with pytest.raises(NoAnswer):
        fetch_status(url)

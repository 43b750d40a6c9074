"""When a request is whole, however it is cut into pieces, and when it is given up."""

import pytest

from services.gate.gathering import BODY_MOST, BYTES_A_SECOND, HEAD_MOST, SECONDS, Gathering

GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST /api/chat HTTP/1.1\r\nHost: x\r\ncontent-LENGTH: 5\r\n\r\nhello"
CHUNKS = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
CHUNKED = CHUNKS + b"5\r\nhello\r\n3;x=y\r\n\r\n0\r\n0\r\n\r\n"
TRAILED = CHUNKS + b"5\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n"


def gather(*pieces: bytes) -> Gathering:
    gathering = Gathering(100.0)
    for piece in pieces:
        gathering.add(piece)
    return gathering


@pytest.mark.parametrize("whole", [GET, POST, CHUNKED, TRAILED])
def test_it_is_whole_with_its_last_byte_and_not_before(whole: bytes) -> None:
    for cut in range(1, len(whole)):
        started = gather(whole[:cut])
        assert not started.whole, whole[:cut]
        started.add(whole[cut:])
        assert started.whole, (whole[:cut], whole[cut:])
    assert gather(*[whole[at : at + 1] for at in range(len(whole))]).whole, "byte by byte"


def test_the_beginning_of_the_next_request_is_kept() -> None:
    assert gather(POST + GET[:9]).whole
    assert gather(POST + GET[:9]).data.endswith(GET[:9])


@pytest.mark.parametrize(
    "bad",
    [
        CHUNKS + b"words\r\n",
        CHUNKS + b"-5\r\nhello\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: five\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
    ],
)
def test_what_cannot_be_read_is_left_to_the_server(bad: bytes) -> None:
    assert gather(bad).whole


def test_a_body_that_is_too_long_is_not_waited_for() -> None:
    head = b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n"
    assert gather(head % (BODY_MOST + 1)).whole
    assert not gather(head % BODY_MOST).whole
    endless = gather(CHUNKS + b"7FFFFFFF\r\n")
    assert not endless.whole
    endless.add(bytes(BODY_MOST + HEAD_MOST))
    assert endless.whole


def test_what_never_becomes_a_request_is_given_up() -> None:
    assert gather(b"\x16\x03\x01").hopeless, "another language"
    assert gather(b"GET / HTTP/1.1\r\nX: " + b"x" * HEAD_MOST).hopeless
    assert not gather(GET[:5]).hopeless
    assert not gather(POST[:-1] + b"").hopeless


def test_who_sends_gets_the_time_it_takes() -> None:
    assert gather().until == 100.0 + SECONDS
    assert gather(bytes(10)).until < 100.0 + SECONDS + 1, "drop by drop gains nothing"
    assert gather(bytes(10 * BYTES_A_SECOND)).until == 110.0 + SECONDS


def test_who_waits_for_leave_is_told_from_those_who_do_not() -> None:
    assert gather(POST.replace(b"Host: x", b"Expect: 100-continue")[:-1]).awaits_leave
    assert not gather(POST[:-1]).awaits_leave
    assert not gather(POST[:20]).awaits_leave

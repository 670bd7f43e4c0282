"""Messages waiting as servers write it (RFC 3842)."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.voicemail.message_summary import (
    MAX_BYTES,
    MessageCounts,
    MessageSummary,
    SummaryRefused,
    parse_summary,
)

FULL = (
    b"Messages-Waiting: yes\r\nMessage-Account: sip:alice@vmail.example.com\r\nVoice-Message: 4/8 (1/2)\r\n"
    b"Video-Message: 0/0\r\n\r\nTo: <alice@atlanta.example.com>\r\nSubject: voice-message: 9/9\r\n"
)


def test_everything_is_read() -> None:
    assert parse_summary(FULL) == MessageSummary(True, "sip:alice@vmail.example.com", MessageCounts(4, 8, 1, 2))


@pytest.mark.parametrize(
    ("body", "new"),
    [
        (b"Messages-Waiting: no\r\n", 0),
        (b"messages-waiting:YES\n", 1),
        (b"Messages-Waiting: yes\r\nVoice-Message: 2/0\r\n", 2),
        (b"Messages-Waiting: yes\r\nvoice-message: 3 / 1 ( 0 / 0 )\r\n", 3),
        (b"Messages-Waiting: yes\r\nFax-Message: 2/0\r\nVoice-Message: 0/4\r\n", 0),
        (b"", 0),
    ],
)
def test_how_many_are_new(body: bytes, new: int) -> None:
    assert parse_summary(body).new == new


@pytest.mark.parametrize(
    "body",
    [b"<xml/>", b"Messages-Waiting: yes\r\nVoice-Message: many\r\n", b"Voice-Message: 1/1\r\n", b"x" * (MAX_BYTES + 1)],
)
def test_what_is_none_is_refused(body: bytes) -> None:
    with pytest.raises(SummaryRefused):
        parse_summary(body)


def test_no_more_are_urgent_than_there_are() -> None:
    counts = parse_summary(b"Messages-Waiting: yes\nVoice-Message: 1/0 (7/7)\n").counts
    assert counts == MessageCounts(1, 0, 1, 0)


@given(st.binary(max_size=300))
def test_no_bytes_do_harm(body: bytes) -> None:
    with contextlib.suppress(SummaryRefused):
        assert parse_summary(b"Messages-Waiting: yes\n" + body).new >= 0

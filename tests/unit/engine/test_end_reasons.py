"""From status and Reason header to why a leg ended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.engine.end_reasons import end_of_failed_dial, end_of_talk, end_of_unanswered, reason_causes
from softphone.protocol.snapshots import EndKind


def dialled(status_code: int, reason: str = "", *, was_ringing: bool = False) -> EndKind:
    causes = reason_causes([reason] if reason else [])
    return end_of_failed_dial(status_code, "", causes, got_answer=True, was_ringing=was_ringing).kind


@pytest.mark.parametrize(
    ("status_code", "kind"),
    [
        (401, EndKind.FORBIDDEN), (403, EndKind.FORBIDDEN), (404, EndKind.NOT_FOUND), (408, EndKind.NO_ANSWER),
        (410, EndKind.NOT_FOUND), (480, EndKind.UNAVAILABLE), (484, EndKind.NOT_FOUND), (486, EndKind.BUSY),
        (487, EndKind.CANCELLED), (488, EndKind.NOT_ACCEPTABLE), (499, EndKind.UNAVAILABLE),
        (500, EndKind.SERVER_FAILED), (503, EndKind.SERVER_FAILED), (599, EndKind.SERVER_FAILED),
        (600, EndKind.BUSY), (603, EndKind.DECLINED), (604, EndKind.NOT_FOUND), (606, EndKind.NOT_ACCEPTABLE),
        (608, EndKind.DECLINED), (699, EndKind.DECLINED),
    ],
)  # fmt: skip
def test_refused_calls(status_code: int, kind: EndKind) -> None:
    assert dialled(status_code) == kind


@pytest.mark.parametrize("reason", ["Q.850;cause=19", 'q.850 ; cause = 18 ; text="No user responding"'])
def test_nobody_answered(reason: str) -> None:
    assert dialled(480, reason) == EndKind.NO_ANSWER
    assert dialled(480, was_ringing=True) == EndKind.NO_ANSWER
    assert dialled(486, reason) == EndKind.BUSY


def test_silence_is_the_networks_fault_whatever_status_the_library_makes_up() -> None:
    end = end_of_failed_dial(404, "", {}, got_answer=False, was_ringing=False)
    assert (end.kind, end.status_code) == (EndKind.NETWORK_LOST, None)


@pytest.mark.parametrize(
    ("status_code", "reasons", "kind"),
    [
        (487, [], EndKind.MISSED),
        (487, ['SIP;cause=200;text="Call completed elsewhere"'], EndKind.ANSWERED_ELSEWHERE),
        (487, ["Q.850;cause=26", "SIP;cause=200"], EndKind.ANSWERED_ELSEWHERE),
        (487, ['Q.850;cause=16;text="a, b", SIP;cause=603'], EndKind.REJECTED),
        (408, [], EndKind.NETWORK_LOST),
    ],
)
def test_calls_that_nobody_took_here(status_code: int, reasons: list[str], kind: EndKind) -> None:
    assert end_of_unanswered(status_code, reason_causes(reasons)).kind == kind


def test_talks() -> None:
    bye = end_of_talk(200, "OK", reason_causes(['Q.850;cause=16;text="Normal"']), was_bye=True)
    assert (bye.kind, bye.detail) == (EndKind.REMOTE_HANG_UP, "Normal")
    assert end_of_talk(408, "Request Timeout", {}, was_bye=False).kind == EndKind.NETWORK_LOST


@given(st.lists(st.text(max_size=80), max_size=4))
def test_any_header_can_be_read(values: list[str]) -> None:
    for cause, text in reason_causes(values).values():
        assert 0 <= cause <= 999_999
        assert isinstance(text, str)

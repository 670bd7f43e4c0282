"""Every way a call can end has words."""

import pytest

from softphone.calls.end_text import end_text, is_failure
from softphone.protocol.snapshots import Direction, EndKind, EndReason


@pytest.mark.parametrize("kind", list(EndKind))
@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize("was_answered", [True, False])
def test_words_without_technical_terms(kind: EndKind, direction: Direction, was_answered: bool) -> None:
    words = end_text(EndReason(kind=kind, status_code=488, detail="Not Acceptable Here"), direction, was_answered)
    assert words.title
    for term in ("SIP", "488", "INVITE", "timeout", "error", "_"):
        assert term not in str(words)


@pytest.mark.parametrize("kind", [kind for kind in EndKind if is_failure(EndReason(kind=kind))])
def test_what_went_wrong_says_what_helps(kind: EndKind) -> None:
    if kind not in (EndKind.MISSED, EndKind.DECLINED):
        assert end_text(EndReason(kind=kind), Direction.OUTGOING, False).remedy


def test_a_caller_who_gave_up_was_missed() -> None:
    end = EndReason(kind=EndKind.REMOTE_HANG_UP)
    assert end_text(end, Direction.INCOMING, False).title == "Missed call"
    assert end_text(end, Direction.INCOMING, True).title == "The other side hung up"


@pytest.mark.parametrize(
    ("seconds", "remedy"), [(30.0, "Call again in 30 seconds."), (600.0, "Call again in 10 minutes.")]
)
def test_a_server_that_is_busy_says_when_to_come_again(seconds: float, remedy: str) -> None:
    end = EndReason(kind=EndKind.SERVER_FAILED, status_code=503, retry_after_s=seconds)
    assert remedy in end_text(end, Direction.OUTGOING, False).remedy

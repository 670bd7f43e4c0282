"""Requests outside dialogs, sent with a password or answered; and the trace of what went over the wire."""

import pytest

from tests.pjsua2 import child


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_publication_answers_the_challenge(transport: str) -> None:
    seen = child.run("request_scenarios:publish", transport=transport)
    assert seen["codes"] == [200, 200, 412]
    assert seen["tag"]
    assert seen["challenged_first"] == [False, True]
    assert seen["bodies_arrived"][:2] == [True, True]
    assert seen["used_again"] == 200
    assert seen["dropped"] is True


def test_request_to_nobody_is_answered_here() -> None:
    assert child.run("request_scenarios:unanswered")[0] in (408, 502, 503)


def test_requests_of_others_are_answered() -> None:
    seen = child.run("request_scenarios:incoming")
    assert seen["codes"] == {"OPTIONS": 200, "NOTIFY": 200, "REFER": 500, "PUBLISH": 500, "MESSAGE": 200}
    assert seen["header"] == "handler"
    assert seen["body"] == "hello"
    assert seen["seen"] == ["options", "notify", "refer", "publish", "message"]
    assert seen["texts"] == ["message"]
    assert seen["by_pjsua"] == [200, ""]


def test_trace_keeps_what_was_on_the_wire() -> None:
    seen = child.run("request_scenarios:trace")
    assert [False, "UDP", "OPTIONS"] in seen["kept"]
    assert [True, "UDP", "SIP/2.0"] in seen["kept"]
    assert seen["garbage"]
    assert seen["is_bounded"]

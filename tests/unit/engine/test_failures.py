"""From status, error and certificate bits to what is told, and whether there will be another try."""

import errno
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.engine.failures import Attempt, Failure, failure_of
from softphone.protocol.snapshots import RegistrationProblem as Problem
from softphone.protocol.snapshots import Transport

EXPIRED, WRONG_NAME, UNTRUSTED = 0x4, 0x40000000, 0x10
SYSTEM_ERRORS = 120_000


def answered(code: int, reason: str = "", retry_after_s: float | None = None) -> Failure:
    return failure_of(Attempt(code, 0, reason, True, Transport.UDP, retry_after_s=retry_after_s))


def unanswered(transport: Transport, **settings: object) -> Failure:
    values: dict[str, object] = {"code": 503, "status": 0, "reason": "", **settings}
    return failure_of(Attempt(has_response=False, transport=transport, **values))  # type: ignore[arg-type]


@pytest.mark.parametrize("code", [401, 403, 407])
def test_a_wrong_password_is_not_tried_again_by_itself(code: int) -> None:
    failure = answered(code)
    assert failure.problem == Problem.WRONG_PASSWORD
    assert not failure.may_retry


def test_what_somebody_else_has_to_mend_is_tried_rarely() -> None:
    assert (answered(404).not_before_s or 0) >= 60
    assert (answered(603).not_before_s or 0) >= 60
    assert answered(503).not_before_s is None


def test_the_servers_wish_goes_before_ours() -> None:
    assert answered(404, retry_after_s=7.0).not_before_s == 7.0
    assert answered(503, retry_after_s=30.0).not_before_s == 30.0


@pytest.mark.parametrize(
    ("bits", "problem"),
    [
        (EXPIRED, Problem.CERTIFICATE_EXPIRED),
        (EXPIRED | WRONG_NAME | UNTRUSTED, Problem.CERTIFICATE_EXPIRED),
        (UNTRUSTED, Problem.CERTIFICATE_UNTRUSTED),
        (UNTRUSTED | WRONG_NAME, Problem.CERTIFICATE_UNTRUSTED),
        (WRONG_NAME, Problem.CERTIFICATE_WRONG_NAME),
    ],
)
def test_certificates(bits: int, problem: Problem) -> None:
    failure = unanswered(Transport.TLS, verify_bits=bits)
    assert failure.problem == problem
    assert failure.may_retry
    assert failure.status_code is None


@pytest.mark.parametrize(
    ("transport", "settings", "problem"),
    [
        (Transport.UDP, {"code": 408}, Problem.NO_ANSWER),
        (Transport.UDP, {}, Problem.NO_ANSWER),
        (Transport.TCP, {"code": 408}, Problem.NO_ANSWER),
        (Transport.TCP, {"status": SYSTEM_ERRORS + errno.ECONNREFUSED}, Problem.TRANSPORT_REFUSED),
        (Transport.TCP, {"transport_error": SYSTEM_ERRORS + errno.EHOSTUNREACH}, Problem.TRANSPORT_REFUSED),
        (Transport.TLS, {"reason": os.strerror(errno.ECONNREFUSED)}, Problem.TRANSPORT_REFUSED),
        (Transport.TCP, {"reason": os.strerror(errno.ETIMEDOUT)}, Problem.NO_ANSWER),
        (Transport.TLS, {"status": 171_166}, Problem.TLS_FAILED),
        (Transport.TLS, {"transport_error": 470_001}, Problem.TLS_FAILED),
        (Transport.TLS, {}, Problem.TLS_FAILED),
    ],
)
def test_connections(transport: Transport, settings: dict[str, object], problem: Problem) -> None:
    assert unanswered(transport, **settings).problem == problem


@given(st.integers(300, 699))
def test_every_status_has_a_problem_that_is_tried_again_unless_that_does_harm(code: int) -> None:
    failure = answered(code, "Some Reason")
    assert failure.status_code == code
    assert failure.may_retry == (failure.problem not in (Problem.WRONG_PASSWORD, Problem.BAD_CONFIGURATION))


@pytest.mark.parametrize(
    ("bits", "has_trusted", "problem"),
    [
        (0x2, False, Problem.CERTIFICATE_UNTRUSTED),
        (0x2 | 0x4, False, Problem.CERTIFICATE_EXPIRED),
        (0x40000000, False, Problem.CERTIFICATE_WRONG_NAME),
        (0x2, True, Problem.CERTIFICATE_CHANGED),
        (0x4, True, Problem.CERTIFICATE_CHANGED),
    ],
)
def test_a_refused_certificate_is_named(bits: int, has_trusted: bool, problem: Problem) -> None:
    tried = Attempt(503, 0, "", False, Transport.TLS, verify_bits=bits, has_trusted=has_trusted)
    failure = failure_of(tried)
    assert failure.problem == problem
    assert failure.may_retry
    assert failure.not_before_s == 60.0

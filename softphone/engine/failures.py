"""Why a registration failed: from SIP status, library error and certificate bits to a RegistrationProblem."""

import errno
import os
from dataclasses import dataclass

from softphone.protocol.snapshots import Certificate, Transport
from softphone.protocol.snapshots import RegistrationProblem as Problem

_PJ_ERRNO_START_SYS = 120_000  # pj/errno.h: operating system errors are moved up by this
_PJSIP_TLS_ERRORS = range(171_160, 171_180)  # pjsip/sip_errno.h: PJSIP_TLS_E…
_PJ_SSL_ERRORS = range(470_000, 520_000)  # errors of OpenSSL, moved up by PJ_SSL_ERRNO_START

_EXPIRED = 0x4
_WRONG_NAME = 0x40000000

_REFUSED = {
    errno.ECONNREFUSED, errno.ECONNRESET, errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EPIPE,
    errno.ENOTCONN, errno.EADDRNOTAVAIL, errno.ECONNABORTED,
}  # fmt: skip
_NOT_THERE = {errno.ECONNREFUSED, errno.EHOSTUNREACH, errno.ENETUNREACH}
# The library passes the error of a connection on as text only.
_REFUSED_TEXTS = {os.strerror(number).lower() for number in _REFUSED}
_SILENT_TEXTS = {os.strerror(errno.ETIMEDOUT).lower()}
_FINAL = {Problem.WRONG_PASSWORD, Problem.BAD_CONFIGURATION}
# Somebody has to mend these first, so there is no hurry; but nobody should have to come back to each phone for it.
_SLOW_RETRY_S = {
    Problem.UNKNOWN_USER: 300.0,
    Problem.FORBIDDEN: 300.0,
    Problem.CERTIFICATE_UNTRUSTED: 60.0,
    Problem.CERTIFICATE_EXPIRED: 60.0,
    Problem.CERTIFICATE_WRONG_NAME: 60.0,
    Problem.CERTIFICATE_CHANGED: 60.0,
}
# A PBX that hides its users answers 401 or 403 for an unknown user too: the words for the user say so.
_BY_STATUS = {
    401: Problem.WRONG_PASSWORD,
    407: Problem.WRONG_PASSWORD,
    403: Problem.WRONG_PASSWORD,
    404: Problem.UNKNOWN_USER,
    405: Problem.FORBIDDEN,
    410: Problem.UNKNOWN_USER,
    604: Problem.UNKNOWN_USER,
    408: Problem.NO_ANSWER,
}


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed registration. status_code: only when the server sent it. certificate: what it showed, if that is it."""

    problem: Problem
    status_code: int | None = None
    detail: str = ""
    retry_after_s: float | None = None
    certificate: Certificate | None = None

    @property
    def may_retry(self) -> bool:
        """False when another try without the user would only hammer on the server or lock the user out."""
        return self.problem not in _FINAL

    @property
    def not_before_s(self) -> float | None:
        """Seconds that the next try has to wait at least: what the server asked for, or what the problem suggests."""
        return self.retry_after_s if self.retry_after_s is not None else _SLOW_RETRY_S.get(self.problem)


@dataclass(frozen=True, slots=True)
class Attempt:
    """How one REGISTER ended, as the library tells it.

    Attributes:
        status: the library's own error, 0 for none.
        has_response: True when the status code came from the network, not from the library.
        verify_bits: PJ_SSL_CERT_E… of the connection that failed during this attempt, 0 for none.
        transport_error: error of the connection that failed during this attempt, 0 for none.
        has_trusted: certificates of this server were trusted on purpose before.
        is_password_proved: the server has taken the password before, or there is none that could be wrong.
    """

    code: int
    status: int
    reason: str
    has_response: bool
    transport: Transport
    verify_bits: int = 0
    transport_error: int = 0
    retry_after_s: float | None = None
    has_trusted: bool = False
    is_password_proved: bool = False


def failure_of(attempt: Attempt) -> Failure:
    """Names the problem. Never returns credentials in its detail."""
    if attempt.has_response:
        problem = _BY_STATUS.get(attempt.code) or _by_class(attempt.code)
        if attempt.code == 403 and attempt.is_password_proved:
            problem = Problem.FORBIDDEN  # somebody has locked the user out, and may let him in again
        return Failure(problem, attempt.code, f"{attempt.code} {attempt.reason}".strip(), attempt.retry_after_s)
    if attempt.verify_bits:
        problem = Problem.CERTIFICATE_CHANGED if attempt.has_trusted else _by_certificate(attempt.verify_bits)
        return Failure(problem, detail=f"certificate check {attempt.verify_bits:#x}")
    return Failure(_by_error(attempt), detail=attempt.reason)


def was_never_there(error: int) -> bool:
    """True when a connection with this error could not be made, rather than being lost."""
    return error - _PJ_ERRNO_START_SYS in _NOT_THERE


def _by_class(code: int) -> Problem:
    return Problem.FORBIDDEN if code >= 600 else Problem.SERVER_FAILED


def _by_certificate(bits: int) -> Problem:
    if bits & _EXPIRED:
        return Problem.CERTIFICATE_EXPIRED
    if bits & ~(_EXPIRED | _WRONG_NAME):
        return Problem.CERTIFICATE_UNTRUSTED
    return Problem.CERTIFICATE_WRONG_NAME


def _by_error(attempt: Attempt) -> Problem:
    text = attempt.reason.strip().lower()
    if text in _REFUSED_TEXTS:
        return Problem.TRANSPORT_REFUSED
    if text in _SILENT_TEXTS:
        return Problem.NO_ANSWER
    for error in (attempt.transport_error, attempt.status):
        if error - _PJ_ERRNO_START_SYS in _REFUSED:
            return Problem.TRANSPORT_REFUSED
        if error in _PJSIP_TLS_ERRORS or error in _PJ_SSL_ERRORS:
            return Problem.TLS_FAILED
    if attempt.code == 408:
        return Problem.NO_ANSWER
    if attempt.transport == Transport.UDP:
        return Problem.NO_ANSWER
    return Problem.TLS_FAILED if attempt.transport == Transport.TLS else Problem.TRANSPORT_REFUSED

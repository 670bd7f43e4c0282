"""What result codes (RFC 4511 appendix A) and failed handshakes mean for the user."""

import ssl

from softphone.directory.ldap_problem import DirectoryProblem
from softphone.verified_tls import certificate_problem

P = DirectoryProblem
_RESULTS = {
    1: P.SIGN_IN_NEEDED,  # Active Directory says operationsError when nobody is signed in
    8: P.SECURITY_NEEDED,
    10: P.BASE_UNKNOWN,
    13: P.SECURITY_NEEDED,
    18: P.BAD_FILTER,
    32: P.BASE_UNKNOWN,
    34: P.WRONG_PASSWORD,
    48: P.WRONG_PASSWORD,
    49: P.WRONG_PASSWORD,
    50: P.NOT_ALLOWED,
}
# What Active Directory adds to invalidCredentials.
_AD_REASONS = {
    "data 532": P.PASSWORD_EXPIRED,
    "data 773": P.PASSWORD_EXPIRED,
    "data 533": P.ACCOUNT_LOCKED,
    "data 701": P.ACCOUNT_LOCKED,
    "data 775": P.ACCOUNT_LOCKED,
}


def refusal_of(code: int, text: str, *, is_signed_in: bool) -> DirectoryProblem:
    """Why the server did not do what it was asked. text: its own words; is_signed_in: as somebody, not as anybody."""
    problem = _RESULTS.get(code, P.SERVER_FAILED)
    if problem is P.WRONG_PASSWORD:
        return next((reason for mark, reason in _AD_REASONS.items() if mark in text), problem)
    if problem in (P.BASE_UNKNOWN, P.NOT_ALLOWED) and not is_signed_in:
        return P.SIGN_IN_NEEDED  # most servers hide from strangers that there is anything
    return problem


def tls_problem(error: OSError) -> DirectoryProblem:
    """Why the connection could not be made secure."""
    if isinstance(error, TimeoutError):
        return P.NO_ANSWER
    if isinstance(error, ssl.SSLCertVerificationError):
        return P(certificate_problem(error))
    return P.TLS_FAILED

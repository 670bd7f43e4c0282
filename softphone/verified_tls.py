"""TLS to a server of the company: OpenSSL verifies certificate and name before anything of the user's is sent."""

import ssl
from collections.abc import Iterable
from typing import Literal

CertificateProblem = Literal["certificate_expired", "certificate_wrong_name", "certificate_untrusted"]
_HAS_EXPIRED = 10  # X509_V_ERR_…
_HOSTNAME_MISMATCH, _IP_ADDRESS_MISMATCH = 62, 64


class CaFileRefused(Exception):
    """A file of trusted certificates cannot be read, or holds none."""


def verifying_context(trusted_ca_files: Iterable[str]) -> ssl.SSLContext:
    """Trusts the system's authorities and those in these PEM files. Raises CaFileRefused."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    for file in trusted_ca_files:
        try:
            context.load_verify_locations(cafile=file)
        except (OSError, ValueError):
            raise CaFileRefused from None
    return context


def certificate_problem(error: ssl.SSLCertVerificationError) -> CertificateProblem:
    """What is wrong with the certificate, by the names that the problems of all features have for it."""
    if error.verify_code == _HAS_EXPIRED:
        return "certificate_expired"
    if error.verify_code in (_HOSTNAME_MISMATCH, _IP_ADDRESS_MISMATCH):
        return "certificate_wrong_name"
    return "certificate_untrusted"

"""What a server showed of itself over TLS (RFC 5280): read by the `cryptography` library, off the loop."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from softphone.engine.loop import Loop
from softphone.protocol.snapshots import Certificate

if TYPE_CHECKING:
    from cryptography import x509

_MOST_NAMES = 50


def read_certificate(pem: str) -> Certificate | None:
    """The certificate; None when it cannot be read. Takes 50 ms the first time, for loading the library."""
    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256

    try:
        certificate = x509.load_pem_x509_certificate(pem.encode("ascii", "replace"))
        return Certificate(
            fingerprint=certificate.fingerprint(SHA256()).hex(),
            subject=_name(certificate.subject),
            issuer=_name(certificate.issuer),
            names=_names(certificate),
            valid_from_s=certificate.not_valid_before_utc.timestamp(),
            valid_until_s=certificate.not_valid_after_utc.timestamp(),
        )
    except ValueError:
        return None


def read_off_the_loop(pem: str, loop: Loop, on_read: Callable[[Certificate | None], None]) -> None:
    """Calls back on the loop, whatever the certificate is like."""

    def read() -> None:
        certificate: Certificate | None = None
        try:
            certificate = read_certificate(pem)
        finally:
            loop.post(lambda: on_read(certificate))

    threading.Thread(target=read, daemon=True, name="certificate").start()


def _name(name: "x509.Name") -> str:
    from cryptography.x509.oid import NameOID

    common = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(common[0].value) if common else name.rfc4514_string()


def _names(certificate: "x509.Certificate") -> tuple[str, ...]:
    from cryptography import x509

    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, ValueError):
        return ()
    wanted = (x509.DNSName, x509.UniformResourceIdentifier, x509.IPAddress)
    return tuple(str(each.value) for each in names if isinstance(each, wanted))[:_MOST_NAMES]

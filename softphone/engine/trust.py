"""What a TLS server has to show: a certificate of the system's or the account's authorities, or a trusted one."""

from dataclasses import dataclass
from pathlib import Path

from softphone.engine.pj import pj
from softphone.protocol.snapshots import AccountConfig

_TLS_TIMEOUT_MS = 10_000

_SYSTEM_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom an account trusts; accounts that trust alike can share connections.

    Attributes:
        files: PEM files of authorities besides the system's.
        certificates: SHA-256 fingerprints of certificates that were trusted on purpose.
        is_pinned: nothing but those certificates will do.
    """

    files: tuple[str, ...] = ()
    certificates: frozenset[str] = frozenset()
    is_pinned: bool = False

    @staticmethod
    def of(config: AccountConfig) -> "Trust":
        """What the account says."""
        return Trust(config.trusted_ca_files, frozenset(config.trusted_certificates), config.accepts_only_trusted)

    @property
    def is_special(self) -> bool:
        """The guard decides, not the library's own check."""
        return bool(self.certificates) or self.is_pinned

    def secure(self, tls: pj.TlsConfig) -> None:
        """Settings of a TLS transport that is then given to `guard`. Raises ValueError for a file of no use."""
        if self.files or not system_bundle():
            # The library takes a file or a text, not both.
            tls.CaBuf = system_certificates() + read_pem(self.files)
        else:
            tls.CaListFile = system_bundle()
        tls.verifyServer = not self.is_special
        tls.proto = pj.PJ_SSL_SOCK_PROTO_TLS1_2 | pj.PJ_SSL_SOCK_PROTO_TLS1_3
        tls.msecTimeout = _TLS_TIMEOUT_MS

    def guard(self, transport_id: int) -> None:
        """From now on a server that shows something else gets not one octet of SIP. Raises pj.Error."""
        pj.guardTls(transport_id, pj.StringVector(sorted(self.certificates)), self.is_pinned)


def system_bundle() -> str:
    """The file with the system's CAs; empty where they are not kept in a file."""
    return next((path for path in _SYSTEM_BUNDLES if Path(path).is_file()), "")


def system_certificates() -> str:
    """The system's CAs as PEM, wherever they are kept."""
    bundle = system_bundle()
    if bundle:
        return Path(bundle).read_text(encoding="ascii", errors="replace")
    import ssl  # costs start-up time, and is needed only here

    context = ssl.create_default_context()
    return "".join(ssl.DER_cert_to_PEM_cert(der) for der in context.get_ca_certs(binary_form=True))


def read_pem(files: tuple[str, ...]) -> str:
    """The files' certificates. Raises ValueError naming the file that is missing or holds none."""
    texts = []
    for name in files:
        try:
            text = Path(name).read_text(encoding="ascii", errors="replace")
        except OSError as error:
            raise ValueError(f"{name}: {error.strerror}") from None
        if "-----BEGIN CERTIFICATE-----" not in text:
            raise ValueError(f"{name}: no certificate in it")
        texts.append(text if text.endswith("\n") else text + "\n")
    return "".join(texts)

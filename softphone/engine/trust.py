"""Which certification authorities are trusted: the system's, and those that an account names."""

from pathlib import Path

_SYSTEM_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


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

"""The lab's certificate authority, its server certificate, and faulty ones for tests."""

import subprocess
from enum import StrEnum
from pathlib import Path

from .errors import LabError

LEAF = "[leaf]\nsubjectAltName={names}\nextendedKeyUsage=serverAuth,clientAuth\nbasicConstraints=CA:FALSE\n"
AUTHORITY = (
    "[req]\ndistinguished_name=dn\n[dn]\n"
    "[authority]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n"
)
GOOD_NAMES = "DNS:pbx.lab.test,DNS:lab.test,DNS:localhost,IP:127.0.0.1,IP:::1"
WRONG_NAMES = "DNS:other.example,IP:192.0.2.1"


class Fault(StrEnum):
    """What is wrong with a certificate."""

    EXPIRED = "expired"
    SELF_SIGNED = "self_signed"
    WRONG_NAME = "wrong_name"
    OTHER_CA = "other_ca"


def make(folder: Path, host: str) -> None:
    """ca.pem, server.pem/.key and rogue.pem/.key (which the CA did not sign), unless they are there.

    host: an address that the server's certificate is for, too.
    """
    if (folder / "rogue.pem").is_file():
        return
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    _authority(folder, "ca", "Lab test CA")
    _leaf(folder, "server", "ca", f"{GOOD_NAMES},IP:{host}")
    _self_signed(folder, "rogue")


def make_faulty(folder: Path, fault: Fault) -> tuple[Path, Path]:
    """Certificate and key with that fault; the CA in `folder` must exist."""
    certificate, key = folder / f"{fault}.pem", folder / f"{fault}.key"
    if certificate.is_file():
        return certificate, key
    if fault == Fault.SELF_SIGNED:
        _self_signed(folder, fault)
    elif fault == Fault.WRONG_NAME:
        _leaf(folder, fault, "ca", WRONG_NAMES)
    elif fault == Fault.OTHER_CA:
        _authority(folder, "another_authority", "Another CA")
        _leaf(folder, fault, "another_authority", GOOD_NAMES)
    else:
        _leaf(folder, fault, "ca", GOOD_NAMES, ("20200101000000Z", "20210101000000Z"))
    return certificate, key


def _authority(folder: Path, name: str, subject: str) -> None:
    config = folder / f"{name}.cnf"
    config.write_text(AUTHORITY)
    _key(folder, name)
    _openssl(folder, "req", "-x509", "-new", "-key", f"{name}.key", "-sha256", "-days", "3650", "-config", config.name,
             "-extensions", "authority", "-subj", f"/O=Softphone lab/CN={subject}", "-out", f"{name}.pem")  # fmt: skip


def _leaf(folder: Path, name: str, authority: str, names: str, validity: tuple[str, str] | None = None) -> None:
    config = folder / f"{name}.cnf"
    config.write_text(AUTHORITY + LEAF.format(names=names))
    _key(folder, name)
    _openssl(folder, "req", "-new", "-key", f"{name}.key", "-config", config.name,
             "-subj", "/O=Softphone lab/CN=pbx.lab.test", "-out", f"{name}.csr")  # fmt: skip
    signing = ["-in", f"{name}.csr", "-sha256", "-CA", f"{authority}.pem", "-CAkey", f"{authority}.key"]
    extension = ["-extfile", config.name, "-extensions", "leaf", "-out", f"{name}.pem"]
    if validity is None:
        _openssl(folder, "x509", "-req", *signing, *extension, "-CAcreateserial", "-days", "825")
    else:
        _sign_with_dates(folder, name, authority, validity)


def _sign_with_dates(folder: Path, name: str, authority: str, validity: tuple[str, str]) -> None:
    """`openssl x509` learned dates only in 3.4; `openssl ca` has always had them, but wants a database."""
    (folder / "index.txt").write_text("")
    (folder / "serial").write_text("4096\n")
    config = folder / f"{name}.cnf"
    config.write_text(
        config.read_text() + "[ca]\ndefault_ca=it\n[it]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\n"
        "default_md=sha256\npolicy=any\nunique_subject=no\n[any]\norganizationName=optional\ncommonName=supplied\n"
    )
    dates = ["-startdate", validity[0], "-enddate", validity[1]]
    _openssl(folder, "ca", "-batch", "-notext", "-config", config.name, "-extensions", "leaf", "-in", f"{name}.csr",
             "-cert", f"{authority}.pem", "-keyfile", f"{authority}.key", *dates, "-out", f"{name}.pem")  # fmt: skip


def _self_signed(folder: Path, name: str) -> None:
    config = folder / f"{name}.cnf"
    config.write_text(AUTHORITY + LEAF.format(names=GOOD_NAMES))
    _key(folder, name)
    _openssl(folder, "req", "-x509", "-new", "-key", f"{name}.key", "-sha256", "-days", "825", "-config", config.name,
             "-extensions", "leaf", "-subj", "/O=Somebody else/CN=pbx.lab.test", "-out", f"{name}.pem")  # fmt: skip


def _key(folder: Path, name: str) -> None:
    _openssl(folder, "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", f"{name}.key")
    (folder / f"{name}.key").chmod(0o600)


def _openssl(folder: Path, *arguments: str) -> None:
    try:
        done = subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise LabError("openssl not found: install the package openssl") from error
    if done.returncode:
        raise LabError(f"openssl {arguments[0]} failed: {done.stderr.strip()[-300:]}")

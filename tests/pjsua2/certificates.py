"""Certificates for the tests, made by the openssl program."""

import subprocess
from pathlib import Path

HOST = "127.0.0.1"


def make_certificate(folder: Path, name: str) -> None:
    """NAME.pem and NAME.key for this host, signed by itself."""
    command = [
        *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
        *("-days", "2", "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=IP:{HOST}"),
        *("-keyout", f"{name}.key", "-out", f"{name}.pem"),
    ]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)

"""TLS 1.2 and 1.3 to a server, nothing older, and no server whose certificate is not trusted; no port of ours."""

from pathlib import Path

import pytest

from tests.pjsua2 import child
from tests.pjsua2.certificates import make_certificate


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """server.pem, which is also the authority to trust, and stranger.pem of somebody else."""
    made = tmp_path_factory.mktemp("tls")
    for name in ("server", "stranger"):
        make_certificate(made, name)
    return made


@pytest.mark.parametrize("transport", ["tcp", "tls"])
def test_nobody_can_connect_to_us(transport: str) -> None:
    assert child.run("tls_scenarios:made", transport=transport) == {"sockets": []}


@pytest.mark.parametrize("version", ["1.2", "1.3"])
def test_server_is_used(folder: Path, version: str) -> None:
    seen = child.run("tls_scenarios:connect", folder=str(folder), version=version, ca="server")
    assert seen == {"version": f"TLSv{version}", "code": 200}


def test_server_with_tls_1_1_is_refused(folder: Path) -> None:
    seen = child.run("tls_scenarios:connect", folder=str(folder), version="1.1", ca="server")
    assert seen["code"] in (408, 502, 503)
    assert "version" not in seen


def test_server_that_is_not_trusted_is_refused(folder: Path) -> None:
    seen = child.run("tls_scenarios:connect", folder=str(folder), version="1.3", ca="stranger")
    assert seen["code"] in (408, 502, 503)

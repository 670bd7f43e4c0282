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


@pytest.mark.parametrize(
    ("shown", "ca", "trusted", "only"),
    [
        ("server", "stranger", ["server"], False),
        ("server", "stranger", ["stranger", "server"], True),
        ("server", "server", [], False),
        ("server", "server", ["stranger"], False),
    ],
)
def test_guard_lets_through(folder: Path, shown: str, ca: str, trusted: list[str], only: bool) -> None:
    seen = child.run("tls_scenarios:guarded", folder=str(folder), shown=shown, ca=ca, trusted=trusted, only=only)
    assert seen["code"] == 200


@pytest.mark.parametrize(
    ("shown", "ca", "trusted", "only"),
    [
        ("stranger", "server", ["server"], False),
        ("stranger", "server", [], False),
        ("server", "server", [], True),
        ("server", "server", ["stranger"], True),
    ],
)
def test_guard_sends_nothing_to_another_certificate(
    folder: Path, shown: str, ca: str, trusted: list[str], only: bool
) -> None:
    seen = child.run("tls_scenarios:guarded", folder=str(folder), shown=shown, ca=ca, trusted=trusted, only=only)
    assert seen["code"] in (408, 502, 503)
    assert seen["octets"] == 0

"""What every test gets: an isolated home, a keyring that is never the user's, and no unexpected error in the log."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from softphone.basics.redaction import PRIVATE_NUMBERS
from tests.fakes.fake_engine import FakeEngines
from tests.fakes.virtual_runtime import VirtualRuntime

if TYPE_CHECKING:
    from softphone_lab import Lab

os.environ["LC_ALL"] = "C.UTF-8"  # before Qt looks: the tests read English, whatever the session speaks
_FOLDERS = {
    "HOME": "home",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_STATE_HOME": "home/.local/state",
    "XDG_DATA_HOME": "home/.local/share",
    "SOFTPHONE_CONFIG_DIR": "config",
    "SOFTPHONE_STATE_DIR": "state",
    "SOFTPHONE_DATA_DIR": "data",
}


@pytest.fixture(scope="session", autouse=True)
def isolated_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test sees or changes the user's own files, settings and passwords. The caches stay: they are costly."""
    root = tmp_path_factory.mktemp("softphone")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache"))
        for name, folder in _FOLDERS.items():
            (root / folder).mkdir(parents=True, exist_ok=True)
            patch.setenv(name, str(root / folder))
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        yield root


@pytest.fixture
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, state and data folders of this test alone."""
    for name in ("config", "state", "data"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(f"SOFTPHONE_{name.upper()}_DIR", str(tmp_path / name))
    return tmp_path


class _ErrorLog(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(logging.Formatter("%(name)s: %(message)s").format(record))


@pytest.fixture(autouse=True)
def unexpected_errors(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails the test when the program logs an error, unless it is marked ``logs_errors``."""
    handler = _ErrorLog()
    logger = logging.getLogger("softphone")
    logger.addHandler(handler)
    yield
    logger.removeHandler(handler)
    if handler.lines and request.node.get_closest_marker("logs_errors") is None:
        pytest.fail("unexpected errors in the log:\n" + "\n".join(handler.lines))


@pytest.fixture(autouse=True)
def no_private_numbers() -> Iterator[None]:
    """What a test makes private is not taken out of the logs of the next."""
    yield
    PRIVATE_NUMBERS.know(())


def pytest_configure(config: pytest.Config) -> None:
    # A slow machine is no fault of the code, and the same code always meets the same examples.
    slow = [HealthCheck.too_slow]
    settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=slow)
    settings.load_profile("steady")
    config.addinivalue_line("markers", "logs_errors: the program is expected to log an error in this test")


@pytest.fixture
def virtual_runtime() -> VirtualRuntime:
    """Time that moves when the test says so."""
    return VirtualRuntime()


@pytest.fixture
def fake_engine(virtual_runtime: VirtualRuntime) -> FakeEngines:
    """Life after life of a fake engine: `fake_engine.new_link` for the gateway, `fake_engine.engine` for the test."""
    return FakeEngines(virtual_runtime)


@pytest.fixture(scope="session")
def lab() -> Iterator["Lab"]:
    """A PBX on loopback for the whole run; see `lab.facts`. Tests that use it are marked ``lab``."""
    from softphone_lab import Lab

    with_pbx = Lab()
    with_pbx.up()
    yield with_pbx
    with_pbx.down()

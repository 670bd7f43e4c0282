"""A session for tests: a display of their own, and none of the user's buses and sound servers in reach."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

_USER_SESSION = ("DBUS_SESSION_BUS_ADDRESS", "WAYLAND_DISPLAY", "XAUTHORITY", "PULSE_SERVER", "PIPEWIRE_REMOTE")


@contextlib.contextmanager
def private_session() -> Iterator[dict[str, str]]:
    """Start a display; yields the environment of the tests, which leads to it and to an empty runtime folder."""
    kept = {name: value for name, value in os.environ.items() if name not in _USER_SESSION}
    # TemporaryDirectory makes its folder for the owner only, as XDG_RUNTIME_DIR has to be.
    with tempfile.TemporaryDirectory(prefix="softphone-tests-") as runtime, _display() as display:
        own = {"QT_QPA_PLATFORM": "xcb", "XDG_SESSION_TYPE": "x11", "XDG_RUNTIME_DIR": runtime, "DISPLAY": display}
        yield {**kept, **own}


def pytest_command(arguments: Sequence[str]) -> list[str]:
    """Pytest with this Python."""
    return [sys.executable, "-m", "pytest", *arguments]


def run_pytest(arguments: Sequence[str], root: Path, environment: Mapping[str, str]) -> int:
    """Run pytest to its end, so that its summary is the last line printed; its exit code."""
    command = pytest_command(arguments)
    with subprocess.Popen(command, cwd=root, env=dict(environment), stdin=subprocess.DEVNULL) as pytest:
        while True:
            try:
                return pytest.wait()
            except KeyboardInterrupt:
                continue  # pytest got it too and is cleaning up


@contextlib.contextmanager
def _display() -> Iterator[str]:
    """A private X server on a free number; several runs at a time do not meet."""
    server = shutil.which("Xvfb")
    if server is None:
        sys.exit("Xvfb is missing: the tests open real windows on a display of their own. Run `make setup`.")
    read_end, write_end = os.pipe()
    screen = ("-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset")
    command = [server, "-displayfd", str(write_end), *screen]
    with subprocess.Popen(
        command, pass_fds=[write_end], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as xvfb:
        os.close(write_end)
        with os.fdopen(read_end) as pipe:
            number = pipe.readline().strip()
        try:
            if not number:
                sys.exit("The private display of the tests did not start (Xvfb ended at once).")
            yield f":{number}"
        finally:
            xvfb.terminate()

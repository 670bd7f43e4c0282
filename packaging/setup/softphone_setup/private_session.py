"""A session for tests: a display of their own, and none of the user's settings, buses or sound servers in reach."""

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
    """Start a display; the environment variables that lead to it and to empty folders. All gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="softphone-tests-") as folder:
        variables = {"QT_QPA_PLATFORM": "xcb", "XDG_SESSION_TYPE": "x11"}
        for kind in ("CONFIG", "DATA", "STATE"):
            variables[f"XDG_{kind}_HOME"] = _made(Path(folder) / kind.lower())
        variables["XDG_RUNTIME_DIR"] = _made(Path(folder) / "run")
        with _display() as display:
            yield {**variables, "DISPLAY": display}


def run_pytest(arguments: Sequence[str], root: Path, environment: Mapping[str, str]) -> int:
    """Run pytest to its end, so that its summary is the last line printed; its exit code."""
    command = [sys.executable, "-m", "pytest", *arguments]
    kept = {name: value for name, value in environment.items() if name not in _USER_SESSION}
    with subprocess.Popen(command, cwd=root, env=kept, stdin=subprocess.DEVNULL) as pytest:
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


def _made(folder: Path) -> str:
    folder.mkdir(mode=0o700)
    return str(folder)

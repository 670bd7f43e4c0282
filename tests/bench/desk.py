"""A desk for the bench: display, session bus with keyring, sound server and home folder, all private."""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from softphone_lab import Lab, Part

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Desk:
    """What a program under test gets. env: its whole environment; sound: the lab whose sound server it uses."""

    folder: Path
    env: dict[str, str]
    sound: Lab

    @property
    def display(self) -> str:
        return self.env["DISPLAY"]


@contextmanager
def desk() -> Iterator[Desk]:
    """Sets the desk up and clears it away."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="softphone-bench-")))
        sound = Lab(parts=(Part.SOUND,))
        facts = sound.up()
        stack.callback(sound.down)
        assert facts.sound is not None
        env = {name: value for name, value in os.environ.items() if not name.startswith(("SOFTPHONE_", "WAYLAND_"))}
        env |= dict(facts.sound.env)
        env |= {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config"), "XDG_DATA_HOME": str(folder / "data")}
        env |= {"SOFTPHONE_CONFIG_DIR": str(folder / "config"), "SOFTPHONE_STATE_DIR": str(folder / "state")}
        env |= {"QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}
        env["DISPLAY"] = stack.enter_context(_display())
        env["DBUS_SESSION_BUS_ADDRESS"] = stack.enter_context(_session_bus(env))
        _unlock_keyring(stack, env)
        yield Desk(folder, env, sound)


@contextmanager
def _display() -> Iterator[str]:
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write_end], stderr=subprocess.DEVNULL) as server:
        os.close(write_end)
        with os.fdopen(read_end) as pipe:
            number = pipe.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()


@contextmanager
def _session_bus(env: dict[str, str]) -> Iterator[str]:
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        try:
            yield daemon.stdout.readline().strip()
        finally:
            daemon.terminate()


def _unlock_keyring(stack: ExitStack, env: dict[str, str]) -> None:
    if shutil.which("gnome-keyring-daemon") is None:
        sys.exit("gnome-keyring is missing: run `make bench`, which installs it.")
    daemon = subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    stack.callback(daemon.wait)
    stack.callback(daemon.terminate)
    assert daemon.stdin is not None
    daemon.stdin.write(secrets.token_hex(8).encode())
    daemon.stdin.close()

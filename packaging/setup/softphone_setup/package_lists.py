"""Which Debian packages each goal needs: what a fresh Debian 12 may lack, and nothing for other goals."""

from __future__ import annotations

import sys
from pathlib import Path

from softphone_setup.commands import Commands
from softphone_setup.errors import SetupError

PYTHON = ("python3", "python3-dev", "python3-venv", "ca-certificates")

# What `ldd` finds missing for PySide6-Essentials' QtWidgets and its xcb, wayland, svg, tls and theme plugins on a
# minimal system, and a font, without which Qt draws boxes.
QT = (
    "fonts-dejavu-core",
    "libbrotli1",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libfreetype6",
    "libgl1",
    "libglib2.0-0",
    "libwayland-client0",
    "libwayland-cursor0",
    "libwayland-egl1",
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-glx0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-render0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-util1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
    "libxss1",  # since when the user is away, on X
)

SOUND = ("libportaudio2",)

# A display, a session bus and a secret service of the tests' own; what checks and opens menu entries.
TESTS = (
    "dbus-daemon",
    "desktop-file-utils",
    "gnome-keyring",
    "iproute2",
    "libglib2.0-bin",
    "openssl",
    "util-linux",
    "xvfb",
)

# The phone that the bench measures itself against.
BENCH = ("baresip-core",)

# In later Debian and Ubuntu releases some libraries have another name; the first that the system knows is taken.
ALTERNATIVES = {"libglib2.0-0": ("libglib2.0-0t64",), "libportaudio2": ("libportaudio2t64",)}


def needed_packages(goal: str, root: Path, commands: Commands) -> list[str]:
    """The packages that the goal needs beside the lab's, sorted. Raises SetupError when a part cannot tell its own."""
    wanted = {*PYTHON, *QT, *SOUND, *_wheel_packages(root, commands)}
    if goal in {"setup", "test", "check", "bench"}:
        wanted |= set(TESTS)
    if goal == "bench":
        wanted |= set(BENCH)
    return sorted(wanted)


def _wheel_packages(root: Path, commands: Commands) -> list[str]:
    script = root / "packaging" / "pjsua2" / "build_wheel.py"
    return _listed_by([sys.executable, str(script), "--list-packages"], commands)


def lab_packages(root: Path, commands: Commands) -> list[str]:
    """The packages of the lab's servers, which the lab installs itself. Raises SetupError."""
    return _listed_by([*lab_command(root), "packages"], commands)


def lab_command(root: Path) -> list[str]:
    """The words that run the lab's command line before anything is installed: it needs the standard library only."""
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from softphone_lab.command import main; sys.exit(main())"
    return [sys.executable, "-B", "-c", code, str(root / "packaging" / "lab")]


def _listed_by(command: list[str], commands: Commands) -> list[str]:
    printed = commands.capture(command).split()
    if not printed:
        raise SetupError(
            f"A part of the project did not say which packages it needs: {' '.join(command[1:])}",
            "Check that this checkout is complete (`git status`), then try again.",
        )
    return printed

"""The menu entry and the links: what `make install` does to a desktop."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INSTALL = ROOT / "packaging" / "linux" / "install.py"


class Desktop:
    """A home of its own. program: a stand-in that notes what it is started with."""

    def __init__(self, home: Path, folder: str = "programs") -> None:
        self.home = home
        self.noted = home / "noted.txt"
        self.program = home / folder / "softphone"
        self.program.parent.mkdir(parents=True)
        noting = f'printf "%s\\n" "$@" > "{self.noted}.new"; mv "{self.noted}.new" "{self.noted}"'
        self.program.write_text(f"#!/bin/sh\n{noting}\n")
        self.program.chmod(0o755)
        self.environment = {
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_DIRS": str(home / "system"),
            "PATH": os.environ["PATH"],
        }

    @property
    def entry(self) -> Path:
        return self.home / "data" / "applications" / "softphone.desktop"

    def install(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return self.run(sys.executable, str(INSTALL), *arguments)

    def run(self, *command: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False, timeout=60)

    def open(self, link: str) -> str:
        """What the program was started with for the link."""
        self.noted.unlink(missing_ok=True)
        opened = self.run("gio", "open", link)
        assert opened.returncode == 0, opened.stderr
        deadline = time.monotonic() + 30
        while not self.noted.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        return self.noted.read_text().strip()


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    return Desktop(tmp_path)


def test_the_entry_is_valid_and_links_reach_the_program(desktop: Desktop) -> None:
    done = desktop.install("--program", str(desktop.program))
    assert done.returncode == 0, done.stderr
    checked = desktop.run("desktop-file-validate", str(desktop.entry))
    assert (checked.returncode, checked.stdout) == (0, "")
    for link in ("tel:+4930123456", "sip:anna@example.com", "callto:1002", "sips:bob@example.com"):
        assert desktop.open(link) == link
    assert (desktop.home / ".local" / "bin" / "softphone").resolve() == desktop.program


@pytest.mark.parametrize("folder", ["with space", "Büro", 'quo"te', "per%cent", "dol$lar"])
def test_odd_folders_are_no_obstacle(tmp_path: Path, folder: str) -> None:
    desktop = Desktop(tmp_path, folder)
    assert desktop.install("--program", str(desktop.program)).returncode == 0
    assert desktop.open("tel:112") == "tel:112"


def test_twice_is_as_once_and_it_goes_again(desktop: Desktop) -> None:
    for _ in range(2):
        assert desktop.install("--program", str(desktop.program)).returncode == 0
    assert desktop.install("--remove").returncode == 0
    assert not desktop.entry.exists()
    assert not (desktop.home / ".local" / "bin" / "softphone").is_symlink()
    assert desktop.run("gio", "open", "tel:112").returncode != 0
    assert desktop.install("--remove").returncode == 0


def test_a_command_of_somebody_else_is_left_alone(desktop: Desktop) -> None:
    command = desktop.home / ".local" / "bin" / "softphone"
    command.parent.mkdir(parents=True)
    command.write_text("mine")
    assert desktop.install("--program", str(desktop.program)).returncode == 0
    assert desktop.install("--remove").returncode == 0
    assert command.read_text() == "mine"


def test_a_program_that_is_not_there_is_said(desktop: Desktop) -> None:
    done = desktop.install("--program", "/nowhere/softphone")
    assert done.returncode == 1
    assert "make install" in done.stderr
    assert not desktop.entry.exists()

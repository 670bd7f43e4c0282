"""System packages: what is missing is named, and who cannot install is told the command."""

from pathlib import Path

import pytest
from softphone_setup.commands import Commands
from softphone_setup.errors import SetupError
from softphone_setup.package_lists import BENCH, TESTS, lab_packages, needed_packages
from softphone_setup.system_packages import SKIP_VARIABLE, become_root, missing_packages, unsupported_system

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def commands(tmp_path: Path) -> Commands:
    return Commands(ROOT, tmp_path / "setup.log")


def test_only_packages_that_dpkg_does_not_know_are_missing(commands: Commands) -> None:
    assert missing_packages(["dpkg", "no-such-package-anywhere", "libc6"], commands) == ["no-such-package-anywhere"]


def test_each_goal_asks_for_its_own_packages_only(commands: Commands) -> None:
    to_run, to_test = needed_packages("run", ROOT, commands), needed_packages("test", ROOT, commands)
    assert {"libegl1", "libportaudio2", "python3-venv", "swig"} <= set(to_run)
    assert not set(to_run) & {"xvfb", "gnome-keyring", *BENCH}
    assert set(to_test) == {*to_run, *TESTS}
    assert set(needed_packages("bench", ROOT, commands)) == {*to_test, *BENCH}
    assert "kamailio" in lab_packages(ROOT, commands)


def test_root_needs_no_sudo() -> None:
    assert become_root(["swig"], user_id=0) == []


def test_user_without_sudo_is_told_the_command(tmp_path: Path) -> None:
    with pytest.raises(SetupError) as raised:
        become_root(["swig", "xvfb"], user_id=1000, path=str(tmp_path))
    assert "there is no sudo" in raised.value.what
    assert "apt-get install --no-install-recommends swig xvfb" in raised.value.remedy


def test_sudo_without_password_is_used(tmp_path: Path) -> None:
    assert become_root(["swig"], user_id=1000, path=_sudo(tmp_path, exit_code=0)) == [str(tmp_path / "sudo")]


def test_password_is_not_asked_for_without_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sudo = _sudo(tmp_path, exit_code=1)
    with Path("/dev/null").open() as no_terminal:
        monkeypatch.setattr("sys.stdin", no_terminal)
        with pytest.raises(SetupError) as raised:
            become_root(["swig"], user_id=1000, path=sudo)
    assert "without a terminal" in raised.value.what
    assert "apt-get install" in raised.value.remedy


def test_system_without_apt_is_told_the_packages() -> None:
    error = unsupported_system(["libegl1", "swig"])
    assert "libegl1 swig" in error.remedy
    assert SKIP_VARIABLE in error.remedy


def _sudo(folder: Path, exit_code: int) -> str:
    """A PATH with a sudo in it that lets everything or nothing through."""
    script = folder / "sudo"
    script.write_text(f"#!/bin/sh\nexit {exit_code}\n")
    script.chmod(0o755)
    return str(folder)

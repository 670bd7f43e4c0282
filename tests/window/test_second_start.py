"""The program as a process: a second start raises the first; SIGTERM ends it in good order."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.window.x_focus import XFocus

ROOT = Path(__file__).resolve().parents[2]


class _Program:
    """Processes of one user, as a desktop starts them."""

    def __init__(self, folder: Path) -> None:
        self._env = {
            **os.environ,
            "SOFTPHONE_CONFIG_DIR": str(folder / "config"),
            "SOFTPHONE_STATE_DIR": str(folder / "state"),
        }

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([sys.executable, "-m", "softphone", *arguments], env=self._env, cwd=ROOT)


@pytest.fixture
def program(tmp_path: Path, display: None) -> _Program:
    return _Program(tmp_path)


@pytest.fixture
def screen(display: None) -> Iterator[XFocus]:
    asked = XFocus()
    yield asked
    asked.close()


def test_a_second_start_raises_the_first(program: _Program, screen: XFocus) -> None:
    with program.start("--hidden") as first:
        _wait_begun(first)
        assert screen.windows("Softphone") == []
        with program.start() as second:
            assert second.wait(20) == 0
        screen.wait_window("Softphone")
        assert len(screen.windows("Softphone")) == 1
        first.send_signal(signal.SIGTERM)
        assert first.wait(20) == 0


def test_a_second_start_with_a_file_has_it_opened_by_the_first(
    program: _Program, screen: XFocus, tmp_path: Path
) -> None:
    (tmp_path / "team.vcf").write_text("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Greta\r\nEND:VCARD\r\n")
    with program.start("--hidden") as first:
        _wait_begun(first)
        with program.start(os.path.relpath(tmp_path / "team.vcf", ROOT)) as second:
            assert second.wait(20) == 0
        screen.wait_window("Import the contacts in team.vcf?")
        first.send_signal(signal.SIGTERM)
        assert first.wait(20) == 0


def test_sigterm_ends_window_and_engine(program: _Program, screen: XFocus) -> None:
    with program.start() as first:
        screen.wait_window("Softphone")
        engines = psutil.Process(first.pid).children(recursive=True)
        assert engines
        first.send_signal(signal.SIGTERM)
        assert first.wait(20) == 0
        _, alive = psutil.wait_procs(engines, timeout=10)
        assert not alive


def _wait_begun(process: "subprocess.Popen[bytes]", timeout_s: float = 20) -> None:
    """Until it has begun; the second start waits for the rest by itself."""
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        assert process.poll() is None
        if psutil.Process(process.pid).children():
            return
        time.sleep(0.05)
    raise AssertionError("the program did not start")

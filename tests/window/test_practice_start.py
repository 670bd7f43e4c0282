"""What `make run` shows on a machine without an account: a practice PBX, Alice signed in, sound at the first click."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtWidgets import QApplication
from softphone_lab import Lab

from softphone.lab_account import lab_account
from softphone.protocol.snapshots import LegState
from tests.window.program_end import end_program
from tests.window.waiting import wait_until
from ui.app import Program

pytestmark = [pytest.mark.lab]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def program(qapp: QApplication, own_folders: Path) -> Iterator[Program]:
    built = Program(qapp)
    yield built
    end_program(built)


def test_a_newcomer_is_signed_in_and_hears_himself_by_one_click(program: Program) -> None:
    program.start(["--lab"])
    main = program.windows.main
    wait_until(lambda: "practice" in main.account_banner.title(), "the word that it is being started")
    wait_until(lambda: main.status.state_text().startswith(("Ready", "Reachable")), "the registration")
    assert main.account_banner.isHidden()
    assert "practice phone system" in main.notice.title()
    assert all(number in main.notice.text() for number in ("*43", "1002", "1003", "*97"))
    main.notice.buttons()[0].click()
    card = main.calls.cards()[0]
    wait_until(lambda: card.call.state == LegState.ESTABLISHED, "the answer of the echo test")
    assert main.notice.isHidden(), "a call needs the room"
    program._lab_session.end()
    assert not [child for child in psutil.Process().children(recursive=True) if "asterisk" in child.name()]


def test_who_has_an_account_gets_no_practice_pbx(program: Program, lab: Lab) -> None:
    config, password = lab_account(lab.facts, "1001")
    program.softphone.accounts.add_ephemeral(config, password)
    program.start(["--lab"])
    state = program.windows.main.status.state_text
    wait_until(lambda: state().startswith(("Ready", "Reachable")), "the registration")
    assert not hasattr(program, "_lab_session")
    assert not program.windows.main.notice.title()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL], ids=lambda number: number.name)
def test_the_practice_pbx_ends_with_the_program(tmp_path: Path, display: None, number: signal.Signals) -> None:
    with tempfile.TemporaryDirectory(prefix="sp-") as short:  # sockets of the lab have short names only
        folders = {"CONFIG": tmp_path / "config", "STATE": tmp_path / "state"}
        env = {**os.environ, **{f"SOFTPHONE_{name}_DIR": str(path) for name, path in folders.items()}, "TMPDIR": short}
        with subprocess.Popen([sys.executable, "-m", "softphone", "--lab"], env=env, cwd=ROOT) as process:
            _wait(lambda: bool(_lab_folders(Path(short))), "the practice PBX")
            pbx = Lab.at(_lab_folders(Path(short))[0])
            _wait(lambda: bool(pbx.contacts("1001")), "Alice's registration at the PBX")
            family = psutil.Process(process.pid).children(recursive=True)
            assert any("asterisk" in " ".join(child.cmdline()) for child in family)
            process.send_signal(number)
            process.wait(20)
        _, alive = psutil.wait_procs(family, timeout=10)
        assert not alive
        _wait(lambda: not _lab_folders(Path(short)), "the end of the lab's folder")


def _lab_folders(root: Path) -> list[Path]:
    return [path.parent for path in root.glob("*/lab.json")]


def _wait(is_so: Callable[[], bool], what: str, timeout_s: float = 30.0) -> None:
    deadline_s = time.monotonic() + timeout_s
    while not is_so():
        assert time.monotonic() < deadline_s, f"{what} did not come"
        time.sleep(0.1)

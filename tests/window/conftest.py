"""A display, one application in our style, and a stage for each test."""

import gc
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from softphone.engine_client.state import EngineState
from softphone.lab_account import lab_account
from tests.window.program_end import end_program
from tests.window.waiting import wait_until
from tests.window.window_stage import ALICE, WindowStage
from ui.app import Program, new_application
from ui.style.theme import Appearance, theme

if TYPE_CHECKING:
    from softphone_lab import Lab


@pytest.fixture(scope="session", autouse=True)
def display() -> Iterator[None]:
    """An X display of the tests' own where `make test` gave none."""
    if os.environ.get("DISPLAY") or os.environ.get("QT_QPA_PLATFORM"):
        yield
        return
    server = shutil.which("Xvfb")
    assert server is not None, "Xvfb is missing: run `make setup`"
    read_end, write_end = os.pipe()
    command = [server, "-displayfd", str(write_end), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write_end], stderr=subprocess.DEVNULL) as xvfb:
        os.close(write_end)
        with os.fdopen(read_end) as pipe:
            os.environ["DISPLAY"] = f":{pipe.readline().strip()}"
        yield
        del os.environ["DISPLAY"]
        xvfb.terminate()


@pytest.fixture(scope="session")
def qapp(display: None) -> QApplication:
    """The application of pytest-qt, made as the program makes it."""
    application = new_application()
    theme.install(application, Appearance.LIGHT)
    return application


@pytest.fixture(scope="session", autouse=True)
def no_garbage_elsewhere(qapp: QApplication) -> None:
    """From the first window on, garbage is collected between the tests, on this thread, as the program does it."""
    gc.disable()


@pytest.fixture(autouse=True)
def collected(no_garbage_elsewhere: None) -> Iterator[None]:
    """What a test leaves behind is gone before the next."""
    yield
    WindowStage.close_all()
    gc.collect(1)


@pytest.fixture
def stage(qapp: QApplication) -> Iterator[WindowStage]:
    """The shown window without an account."""
    built = WindowStage()
    built.show()
    yield built
    built.close()


@pytest.fixture
def phone(stage: WindowStage) -> WindowStage:
    """The shown window, signed in as Alice."""
    stage.sign_in(ALICE)
    return stage


@pytest.fixture
def program(qapp: QApplication, lab: "Lab", own_folders: Path) -> Iterator[Program]:
    """A started program, signed in at the lab as Alice."""
    built = Program(qapp)
    built.start()
    wait_until(lambda: built.softphone.engine.state == EngineState.READY, "the engine")
    built.softphone.accounts.add_ephemeral(*lab_account(lab.facts, "1001"))
    state = built.windows.main.status.state_text
    wait_until(lambda: state().startswith(("Ready", "Reachable")), "the registration")
    yield built
    end_program(built)

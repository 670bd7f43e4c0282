"""The whole program but its event loop: real window, real engine process, real PBX."""

import contextlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from softphone.calls.call import CallAction
from softphone.engine_client.state import EngineState
from softphone.protocol.snapshots import HoldState, LegState
from tests.window.waiting import wait_until
from ui.app import Program

pytestmark = [pytest.mark.lab]


def test_a_real_call_by_keyboard(program: Program) -> None:
    main = program.windows.main
    QTest.keyClicks(main.dial.field, "*43")
    QTest.keyClick(main.dial.field, Qt.Key.Key_Return)
    card = main.calls.cards()[0]
    wait_until(lambda: card.call.state == LegState.ESTABLISHED, "the answer")
    assert card.state_words() == "Connected"
    row = card.actions_row
    row.button(CallAction.HOLD).click()
    wait_until(lambda: card.call.leg.hold == HoldState.LOCAL and card.state_words() == "On hold", "the hold")
    row.button(CallAction.RESUME).click()
    wait_until(lambda: card.state_words() == "Connected" and card.call.leg.hold == HoldState.NONE, "the resumption")
    row.button(CallAction.DTMF).click()
    card.send_key("5")
    wait_until(lambda: card.timer_text() not in ("", "0:00"), "the running timer")
    row.button(CallAction.HANG_UP).click()
    wait_until(lambda: card.call.state == LegState.ENDED, "the end of the call")
    assert card.state_words() == "Call ended"


def test_the_engine_is_killed_in_a_call_and_comes_back(program: Program) -> None:
    import os
    import signal

    main = program.windows.main
    main.call_now("*43")
    card = main.calls.cards()[0]
    wait_until(lambda: card.call.state == LegState.ESTABLISHED, "the answer")
    engine = program.softphone.engine
    run = engine.engine_run
    os.kill(_engine_pid(), signal.SIGKILL)
    wait_until(lambda: card.call.is_ended, "the loss of the call")
    assert "lost" in card.state_words()
    wait_until(lambda: engine.state == EngineState.READY and engine.engine_run != run, "the next engine")
    wait_until(lambda: main.status.state_text().startswith(("Ready", "Reachable")), "the registration")
    assert main.engine_banner.isHidden()


def _engine_pid() -> int:
    import psutil

    engines = {}
    for child in psutil.Process().children():
        with contextlib.suppress(psutil.ZombieProcess, psutil.NoSuchProcess):  # an engine of an earlier test
            if "--engine" in child.cmdline():
                engines[child.create_time()] = int(child.pid)
    return engines[max(engines)]

"""Transfer and conference by the keys of a receptionist: real window, real engines, real PBX."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from softphone.basics.ids import LegId
from softphone.calls.call import CallAction
from softphone.protocol.commands import Answer, HangUp
from softphone.protocol.snapshots import CallLegSnapshot, LegState
from softphone.settings.call_settings import PARK_NUMBER, PARK_SLOT_CODE, PARK_SLOTS
from tests.harness.engine_process import EngineProcess
from tests.harness.lab_accounts import lab_config, number
from tests.window.waiting import wait_until
from ui.app import Program

if TYPE_CHECKING:
    from softphone_lab import Lab

pytestmark = [pytest.mark.lab]
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


class Far:
    """Somebody at another telephone."""

    def __init__(self, lab: "Lab", user: str) -> None:
        self.engine = EngineProcess()
        self.config = lab_config(lab.facts, user)
        self.engine.register(self.config, f"secret-{user}")
        self.leg_id = LegId("")  # of the latest call

    def call(self, digits: str) -> None:
        self.leg_id = self.engine.dial(self.config.account_id, number(self.config, digits))

    def ring(self) -> None:
        self.leg_id = self.engine.wait_incoming().leg_id

    def wait(self, is_so: LegState | Callable[[CallLegSnapshot], bool]) -> None:
        self.engine.wait_leg(self.leg_id, is_so)

    def answer(self) -> None:
        self.ring()
        self.engine.do(Answer(leg_id=self.leg_id))
        self.wait(LegState.ESTABLISHED)


@pytest.fixture
def bob(lab: "Lab", program: Program) -> Iterator[Far]:
    """He has called Alice's window, and she has answered by key."""
    far = Far(lab, "1002")
    far.call("1001")
    main = program.windows.main
    wait_until(lambda: main.commands.calls.next_alerting() is not None, "the call")

    def is_answered() -> bool:
        """The alert of the call may come, and take the keyboard, at any moment: without a window manager it does."""
        if main.commands.calls.next_alerting() is not None:
            main.activateWindow()
            if QTest.qWaitForWindowActive(main, 1000):
                _press(program, Qt.Key.Key_A, CTRL | Qt.KeyboardModifier.ShiftModifier)
        return main.calls.cards()[0].call.state == LegState.ESTABLISHED

    wait_until(is_answered, "the answer")
    main.activateWindow()
    assert QTest.qWaitForWindowActive(main)
    yield far
    far.engine.close()


@pytest.fixture
def carol(lab: "Lab") -> Iterator[Far]:
    far = Far(lab, "1003")
    yield far
    far.engine.close()


def _press(program: Program, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(QApplication.focusWidget() or program.windows.main, key, modifier)


def _choose(program: Program, text: str, modifier: Qt.KeyboardModifier = NONE) -> None:
    main = program.windows.main
    main.activateWindow()
    assert QTest.qWaitForWindowActive(main)
    _press(program, Qt.Key.Key_T, CTRL)
    wait_until(main.dial.field.hasFocus, "the field")
    QTest.keyClicks(main.dial.field, text)
    _press(program, Qt.Key.Key_Return, modifier)


def test_a_caller_is_connected_after_asking(program: Program, bob: Far, carol: Far) -> None:
    main = program.windows.main
    _choose(program, "1003", CTRL)
    wait_until(main.calls.groups.pairs, "the card of the two")
    card = main.calls.groups.pairs()[0]
    carol.answer()
    wait_until(lambda: card.asked.words()[1] == "Speaks with you", "the consultation")
    wait_until(lambda: card.caller.words()[1] == "Waits on hold", "Bob on hold")
    wait_until(card.hasFocus, "the keyboard")
    _press(program, Qt.Key.Key_Return)
    wait_until(lambda: not main.calls.groups.pairs(), "the end of the transfer")
    wait_until(lambda: all(one.call.is_ended for one in main.calls.cards()), "the end of both calls")
    assert {one.state_words() for one in main.calls.cards()} == {"Transferred", "Transferred to 1003"}
    bob.wait(lambda leg: leg.state == LegState.ESTABLISHED and leg.remote.number == "1003")
    carol.engine.do(HangUp(leg_id=carol.leg_id))
    bob.wait(LegState.ENDED)


def test_a_declined_transfer_brings_the_caller_back_with_the_reason(program: Program, bob: Far) -> None:
    main = program.windows.main
    _choose(program, "603")  # where the lab declines
    card = main.calls.cards()[0]
    wait_until(lambda: any(text.startswith("Not transferred to 603: ") for text in card.extras.texts()), "the reason")
    assert "declined" in card.extras.texts()[0]
    card.actions_row.button(CallAction.RESUME).click()
    wait_until(lambda: not card.call.is_held, "the caller")
    bob.wait(LegState.ESTABLISHED)


def test_two_calls_become_a_conference_by_one_key(program: Program, bob: Far, carol: Far) -> None:
    main = program.windows.main
    QTest.keyClicks(main.dial.field, "1003")
    _press(program, Qt.Key.Key_Return)
    carol.answer()
    wait_until(lambda: main.calls.cards()[-1].call.state == LegState.ESTABLISHED, "Carol")
    wait_until(lambda: main.calls.cards()[0].call.is_held, "Bob on hold")
    _press(program, Qt.Key.Key_J, CTRL)
    wait_until(lambda: main.calls.groups.conference is not None, "the conference")
    card = main.calls.groups.conference
    assert card is not None
    calls = program.softphone.calls
    wait_until(lambda: all(call.leg.is_mixed and not call.is_held for call in calls.calls()), "all three together")
    assert len(card.rows) == 2
    card.end.click()
    wait_until(lambda: all(call.is_ended for call in calls.calls()), "the end")
    bob.wait(LegState.ENDED)
    carol.wait(LegState.ENDED)


def test_a_call_is_recorded_by_key(program: Program, bob: Far) -> None:
    main = program.windows.main
    card = main.calls.cards()[0]
    _press(program, Qt.Key.Key_R, CTRL)
    wait_until(lambda: card.extras.sign is not None and card.extras.sign.isVisible(), "the sign")
    sign = card.extras.sign
    assert sign is not None
    wait_until(lambda: sign.words().startswith("Recording 0:") and sign.words() > "Recording 0:00", "the running time")
    sign.pause.click()
    wait_until(lambda: sign.words().startswith("Recording paused"), "the pause")
    _press(program, Qt.Key.Key_R, CTRL)
    wait_until(sign.isHidden, "the end of the recording")
    recording = card.call.leg.recording
    assert recording is not None
    assert Path(recording.path).stat().st_size > 44, "more than the head of a WAV file"


def test_a_call_is_parked_and_taken_back(program: Program, bob: Far) -> None:
    settings = program.softphone.settings
    for setting, value in ((PARK_NUMBER, "700"), (PARK_SLOTS, "701-705"), (PARK_SLOT_CODE, "*5")):
        settings.set(setting, value)
    wait_until(lambda: len(program.softphone.parking.slots()) == 5, "the slots, once the rest of the start is done")
    _press(program, Qt.Key.Key_P, CTRL)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text().endswith("703")).trigger()
    menu.close()
    line = program.windows.calls.parked
    wait_until(lambda: line.words().startswith("Parked: 703"), "the lamp of the slot")
    line.take.click()
    wait_until(line.isHidden, "the free slot")
    bob.wait(LegState.ESTABLISHED)
    calls = program.softphone.calls
    wait_until(lambda: any(call.state == LegState.ESTABLISHED for call in calls.calls()), "Bob is back")

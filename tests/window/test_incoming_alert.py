"""The alert for an incoming call: seen, heard by a screen reader, operable, and never in the way of typing."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from softphone.calls.call import CallAction
from softphone.presence.state import PresenceState
from softphone.protocol.snapshots import EndKind, LegState
from tests.window.window_stage import WindowStage
from tests.window.x_focus import XFocus

_OTHER_PROGRAM = """
import sys
from PySide6.QtWidgets import QApplication, QLineEdit
application = QApplication(sys.argv)
edit = QLineEdit()
edit.setWindowTitle("other program")
edit.setGeometry(600, 600, 300, 40)
edit.textChanged.connect(lambda text: print(text, flush=True))
edit.show()
edit.activateWindow()
edit.setFocus()
application.exec()
"""


@pytest.fixture
def other_program(stage: WindowStage) -> Iterator[subprocess.Popen[str]]:
    """Another program's window, which has the keyboard."""
    with subprocess.Popen([sys.executable, "-c", _OTHER_PROGRAM], stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.terminate()


@pytest.fixture
def focus(stage: WindowStage) -> Iterator[XFocus]:
    """The X server's view; afterwards our window has the keyboard again."""
    asked = XFocus()
    yield asked
    asked.give(int(stage.main.winId()))
    asked.close()


def test_the_alert_does_not_take_the_keyboard(
    phone: WindowStage, focus: XFocus, other_program: subprocess.Popen[str]
) -> None:
    other = focus.wait_window("other program")
    focus.give(other)
    phone.incoming("1003", "Carol")
    assert phone.windows.alerts.alerts()[0].isVisible()
    QTest.qWait(300)
    assert focus.owner() == other
    focus.type_key("7")
    assert other_program.stdout is not None
    assert other_program.stdout.readline().strip() == "7", "what is typed still goes to the other program"
    phone.windows.alerts.alerts()[0].answer.click()
    phone.advance(0.2)
    assert focus.owner() == other, "not even the answer takes it"


def test_the_alert_is_on_top_and_takes_no_focus_by_its_flags(phone: WindowStage) -> None:
    phone.incoming("1003", "Carol")
    alert = phone.windows.alerts.alerts()[0]
    flags = alert.windowFlags()
    assert flags & Qt.WindowType.WindowStaysOnTopHint
    assert flags & Qt.WindowType.WindowDoesNotAcceptFocus
    assert alert.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert QApplication.activeWindow() is not alert


def test_the_alert_names_the_caller(phone: WindowStage) -> None:
    phone.incoming("1003", "Carol")
    alert = phone.windows.alerts.alerts()[0]
    assert alert.accessibleName() == "Incoming call from Carol"
    assert alert.accessibleDescription() == "1003"


@pytest.mark.parametrize("button", ["answer", "busy", "decline"])
def test_each_button_closes_the_alert(phone: WindowStage, button: str) -> None:
    phone.incoming("1003", "Carol")
    getattr(phone.windows.alerts.alerts()[0], button).click()
    phone.advance(0.2)
    assert phone.windows.alerts.alerts() == ()
    expected = LegState.ESTABLISHED if button == "answer" else LegState.ENDED
    assert phone.calls()[0].state == expected


def test_the_alert_goes_when_the_caller_gives_up(phone: WindowStage) -> None:
    leg = phone.incoming("1003", "Carol")
    phone.engine.far_hangs_up(leg, EndKind.MISSED)
    phone.advance(0.1)
    assert phone.windows.alerts.alerts() == ()


def test_several_alerts_do_not_cover_each_other(phone: WindowStage) -> None:
    for number in ("1003", "1004", "1005"):
        phone.incoming(number)
    areas = [alert.geometry() for alert in phone.windows.alerts.alerts()]
    assert len(areas) == 3
    assert not any(a.intersects(b) for a in areas for b in areas if a is not b)


def test_an_alert_works_while_the_window_is_hidden(phone: WindowStage) -> None:
    phone.main.hide()
    phone.incoming("1003", "Carol")
    assert phone.windows.alerts.alerts()[0].isVisible()
    assert not phone.main.isVisible(), "the window comes up when the user wants it"


def test_shortcuts_answer_and_decline(phone: WindowStage) -> None:
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    phone.incoming("1003", "Carol")
    QTest.keyClick(phone.main.dial.field, Qt.Key.Key_D, modifiers)
    phone.advance(0.2)
    assert phone.calls()[0].is_ended
    phone.incoming("1004", "Dave")
    QTest.keyClick(phone.main.dial.field, Qt.Key.Key_A, modifiers)
    phone.advance(0.2)
    assert CallAction.HANG_UP in phone.calls()[-1].actions
    QTest.keyClick(phone.main.dial.field, Qt.Key.Key_E, modifiers)
    phone.advance(0.2)
    assert all(call.is_ended for call in phone.calls())


def test_do_not_disturb_leaves_the_card_and_no_alert(phone: WindowStage) -> None:
    phone.softphone.own_status.choose(PresenceState.DO_NOT_DISTURB)
    phone.incoming("1002")
    assert len(phone.main.calls.cards()) == 1
    assert phone.windows.alerts.alerts() == ()
    phone.softphone.own_status.clear_choice()
    phone.incoming("1003")
    assert len(phone.windows.alerts.alerts()) == 1

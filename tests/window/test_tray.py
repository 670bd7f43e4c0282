"""The tray: the phone's state at a glance, missed calls, and what closing and quitting do."""

import msgspec
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog

from softphone.basics.ids import AccountId
from softphone.protocol.snapshots import EndKind
from softphone.settings.declared import CLOSES_TO_TRAY
from tests.window.window_stage import ALICE, WindowStage
from ui.desktop.tray import Tray, TrayState, tray_icon


@pytest.fixture
def tray(phone: WindowStage) -> Tray:
    phone.windows.start_tray()
    assert phone.windows.tray is not None
    return phone.windows.tray


def _texts(tray: Tray) -> list[str]:
    return [action.text() for action in tray.menu().actions() if action.isVisible() and action.text()]


def test_states_from_registered_to_missed(phone: WindowStage, tray: Tray) -> None:
    assert (tray.state, tray.words()) == (TrayState.READY, "Ready for calls")
    leg = phone.incoming("1003", "Carol")
    assert (tray.state, tray.words()) == (TrayState.RINGING, "Incoming call")
    assert {"&Answer", "&Decline"} <= set(_texts(tray))
    phone.engine.far_hangs_up(leg, EndKind.MISSED)
    phone.advance(0.1)
    assert (tray.state, tray.words()) == (TrayState.MISSED, "Missed call from Carol")
    phone.card().dismiss.click()
    phone.settle()
    assert tray.state is TrayState.READY


def test_in_a_call_the_menu_mutes_and_ends(phone: WindowStage, tray: Tray) -> None:
    phone.type_and_call("1002")
    phone.advance(1)
    assert tray.words() == "In a call"
    assert {"&Microphone off", "&End the call"} <= set(_texts(tray))
    next(action for action in tray.menu().actions() if action.text() == "&Microphone off").trigger()
    phone.advance(0.1)
    assert phone.calls()[0].leg.is_muted
    assert "Microphone o&n" in _texts(tray)
    next(action for action in tray.menu().actions() if action.text() == "&End the call").trigger()
    phone.advance(60)
    assert tray.state is TrayState.READY


def test_offline_while_the_engine_is_down(phone: WindowStage, tray: Tray) -> None:
    phone.engine.crash()
    phone.advance(0)
    assert (tray.state, tray.words()) == (TrayState.OFFLINE, "Not connected")


def test_every_state_looks_different() -> None:
    images = [
        tray_icon(state).pixmap(22, 22).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        for state in TrayState
    ]
    for index, image in enumerate(images):
        assert all(image != other for other in images[index + 1 :]), "shape, not only colour, tells them apart"


def test_closing_the_window_keeps_the_phone_running(phone: WindowStage) -> None:
    phone.main.close()
    phone.settle()
    assert phone.quits == 0
    assert phone.main.isMinimized(), "without a tray it must stay findable"


def test_closing_quits_where_the_user_wants_that(phone: WindowStage) -> None:
    phone.softphone.settings.set(CLOSES_TO_TRAY, False)
    phone.main.close()
    assert phone.quits == 1


def test_quitting_in_a_call_asks_first(phone: WindowStage) -> None:
    phone.type_and_call("1002")
    phone.advance(1)
    phone.windows.request_quit()
    assert phone.quits == 0
    question = phone.windows.dialog("quit")
    assert isinstance(question, QDialog)
    assert "1002" in question.windowTitle()
    question.confirm.click()  # type: ignore[attr-defined]
    assert phone.quits == 1


def test_several_missed_calls_are_counted(phone: WindowStage, tray: Tray) -> None:
    for number in ("1003", "1004"):
        phone.engine.far_hangs_up(phone.incoming(number), EndKind.MISSED)
        phone.advance(0.1)
    assert tray.words() == "2 missed calls"


def test_one_registered_account_is_enough_to_be_ready(phone: WindowStage, tray: Tray) -> None:
    other = msgspec.structs.replace(
        ALICE, account_id=AccountId("account-other"), address_of_record="sip:unknown@pbx.example.com"
    )
    phone.sign_in(other)
    assert tray.state is TrayState.READY

"""The dialog that records a greeting: each step, its words, and what ends it."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from softphone.protocol.commands import HangUp, SendDtmf
from softphone.voicemail.greeting_menu import Greeting
from tests.fakes.fake_pbx import NOT_FOUND
from tests.window.window_stage import ALICE, WindowStage
from ui.voicemail.greeting_dialog import GreetingDialog


@pytest.fixture
def lab_stage(stage: WindowStage) -> WindowStage:
    stage.sign_in(replace(ALICE, pbx_profile="lab"))
    return stage


def opened(stage: WindowStage) -> GreetingDialog:
    dialog = stage.windows.pages.open_greeting()
    assert dialog is not None
    return dialog


def pressed(stage: WindowStage) -> list[str]:
    return [command.digits for command in stage.engine.commands if isinstance(command, SendDtmf)]


def test_a_greeting_is_recorded_step_by_step(lab_stage: WindowStage) -> None:
    dialog = opened(lab_stage)
    dialog.greeting.choose(Greeting.BUSY)
    dialog.pin.setText("1234")
    assert dialog.main_button.text() == "&Record"
    dialog.main_button.click()
    assert dialog.state.title() == "Calling the mailbox…"
    lab_stage.advance(8)
    assert (dialog.state.title(), dialog.main_button.text()) == ("Speak after the tone.", "&Stop")
    dialog.main_button.click()
    assert dialog.listen_button.isVisible()
    dialog.listen_button.click()
    dialog.main_button.click()
    lab_stage.advance(4)
    assert dialog.state.title() == "Callers hear your new greeting."
    assert pressed(lab_stage) == ["1234#", "0", "2", "#", "2", "1"]


def test_closing_hangs_up_and_a_failure_is_said(lab_stage: WindowStage) -> None:
    dialog = opened(lab_stage)
    dialog.main_button.click()
    lab_stage.advance(4)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    lab_stage.advance(1)
    assert [command for command in lab_stage.engine.commands if isinstance(command, HangUp)]
    lab_stage.engines.pbx.scripts["*97"] = NOT_FOUND
    again = opened(lab_stage)
    again.main_button.click()
    lab_stage.advance(2)
    assert again.state.title() == "The mailbox could not be called."
    assert again.main_button.text() == "&Try again"


def test_the_page_has_the_button_where_there_is_a_way(lab_stage: WindowStage) -> None:
    lab_stage.softphone.voicemail.changed.announce(None)
    lab_stage.main.show_page("voicemail")
    lab_stage.settle()
    page = lab_stage.main.pages.page("voicemail")
    assert page is not None
    button = page.greeting_button  # type: ignore[attr-defined]
    assert button.isVisible()
    button.click()
    lab_stage.settle()
    assert lab_stage.main.findChild(GreetingDialog) is not None


def test_without_a_known_menu_the_mailbox_is_only_called(lab_stage: WindowStage) -> None:
    way = lab_stage.softphone.voicemail.greeting_way
    assert way is not None
    dialog = GreetingDialog(
        lab_stage.softphone.voicemail.greetings,
        type(way)(way.account_id, "*77", "sip:*77@pbx.example.com", None),
        lambda: 0.0,
        lab_stage.main,
    )
    dialog.call_wanted.connect(lab_stage.main.call_now)
    dialog.show()
    assert dialog.main_button.text() == "&Call"
    assert not dialog.greeting.isVisible()
    dialog.main_button.click()
    lab_stage.settle()
    assert [call.leg.remote.number for call in lab_stage.calls()] == ["*77"]

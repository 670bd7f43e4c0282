"""Messages in the whole window: where they are written from, the badge, notices, and what is not loaded before."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from softphone.directory.person import Hit
from softphone.presence.state import PresenceState
from softphone.protocol.snapshots import LegState
from softphone.settings.quiet_settings import EMERGENCY_CONTACTS, QUIET_HOURS, WORKING_WEEK, WorkingWeek
from tests.window.notice_board import KeptNotices
from tests.window.people_stage import ANNA, PeopleStage
from tests.window.window_stage import ALICE, WindowStage
from ui.directory.card_rows import NumberRow
from ui.message_windows import MessageWindows
from ui.window_pages import MESSAGES, VOICEMAIL


@pytest.fixture
def stage(qapp: QApplication) -> WindowStage:
    stage = WindowStage()
    stage.show()
    stage.sign_in()
    return stage


@pytest.fixture
def board(stage: WindowStage) -> KeptNotices:
    board = KeptNotices()
    windows_of(stage).use_board(board)
    return board


def windows_of(stage: WindowStage) -> MessageWindows:
    found = stage.windows.messages
    assert found is not None
    return found


def come(stage: WindowStage, text: str, number: str = "1002") -> None:
    """Somebody writes."""
    stage.engine.messages.incoming(ALICE.account_id, text.encode(), number=number)
    stage.advance(1)


def test_nothing_of_messages_is_there_before_the_first(stage: WindowStage) -> None:
    assert "messaging" not in stage.softphone.__dict__
    assert MESSAGES not in set(stage.main.pages.keys())


def test_the_first_message_that_comes_brings_the_page_and_counts(stage: WindowStage, board: KeptNotices) -> None:
    come(stage, "Hello Alice")

    assert MESSAGES in set(stage.main.pages.keys())
    assert stage.main.pages.tab(MESSAGES).badge() == 1
    assert [(notice.title, notice.text) for notice in board.shown] == [("Bob", "Hello Alice")]


def test_reply_opens_the_conversation_which_is_read_then(stage: WindowStage, board: KeptNotices) -> None:
    come(stage, "Hello Alice")
    board.shown[0].actions[0].run()
    stage.settle()
    page = windows_of(stage).page
    assert page is not None
    assert page.panel.field.hasFocus()
    stage.advance(1)
    assert stage.main.pages.tab(MESSAGES).badge() == 0
    assert board.taken_away == board.shown

    come(stage, "And now?")
    assert len(board.shown) == 1  # it is being looked at


def test_marked_as_read_from_the_notice(stage: WindowStage, board: KeptNotices) -> None:
    come(stage, "Hello Alice")
    board.shown[0].actions[1].run()
    stage.advance(1)

    assert stage.main.pages.tab(MESSAGES).badge() == 0


def test_a_locked_screen_shows_neither_name_nor_text(stage: WindowStage, board: KeptNotices) -> None:
    stage.softphone.own_status.set_locked(True)
    come(stage, "The secret")

    (notice,) = board.shown
    assert "Bob" not in notice.title + notice.text
    assert "secret" not in notice.title + notice.text


def test_do_not_disturb_and_quiet_hours_tell_nothing_but_count(stage: WindowStage, board: KeptNotices) -> None:
    stage.softphone.own_status.choose(PresenceState.DO_NOT_DISTURB)
    come(stage, "One")
    stage.softphone.own_status.clear_choice()
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    stage.softphone.settings.set(WORKING_WEEK, WorkingWeek(**dict.fromkeys(days, ())))
    stage.softphone.settings.set(QUIET_HOURS, True)
    come(stage, "Two")
    assert not board.shown
    assert stage.main.pages.tab(MESSAGES).badge() == 2

    stage.softphone.settings.set(EMERGENCY_CONTACTS, ("1002",))
    come(stage, "Three")
    assert [notice.text for notice in board.shown] == ["Three"]


def test_a_new_message_to_a_number(stage: WindowStage) -> None:
    windows = windows_of(stage)
    dialog = windows.write_new()
    assert dialog is not None
    assert not dialog.write.isEnabled()
    QTest.keyClicks(dialog.to, "1003")
    stage.advance(1)
    dialog.write.click()
    stage.advance(0)
    assert windows.page is not None
    windows.page.panel.field.setPlainText("Hello Carol")
    windows.page.panel.send.click()
    stage.advance(2)

    (talk,) = stage.softphone.messaging.conversations()
    assert (talk.peer_uri, talk.last_text) == ("sip:1003@pbx.example.com", "Hello Carol")


def test_what_is_no_address_is_refused_in_the_dialog(stage: WindowStage) -> None:
    dialog = windows_of(stage).write_new()
    assert dialog is not None
    dialog.to.setText("two words @ nowhere")
    dialog.write.click()

    assert dialog.isVisible()
    assert dialog.problem.text()


def test_without_an_account_it_is_said(qapp: QApplication) -> None:
    stage = WindowStage()
    stage.show()
    assert windows_of(stage).write_new() is None
    assert "account" in stage.main.notice.title()


def test_a_call_card_writes_to_the_other_side(stage: WindowStage) -> None:
    stage.type_and_call("1003")
    stage.advance(2)
    menu = stage.card().build_menu()
    assert menu is not None
    menu.actions()[0].trigger()
    stage.settle()

    page = windows_of(stage).page
    assert page is not None
    assert page.panel.name.full_text() == "1003"
    assert stage.calls()[0].state is LegState.ESTABLISHED
    menu.deleteLater()


def test_a_person_is_written_to_from_card_and_menu(qapp: QApplication) -> None:
    stage = PeopleStage()
    stage.show()
    menu = stage.main.results.list.build_menu(Hit(ANNA))
    assert any("message" in action.text() for action in menu.actions())
    menu.deleteLater()
    card = stage.windows.people.card()
    card.show_person(ANNA)
    stage.settle()
    row = stage.main.findChildren(NumberRow)[0]
    row.message.click()
    stage.settle()

    page = windows_of(stage).page
    assert page is not None
    assert page.panel.isVisible()


def test_six_tabs_fit_a_narrow_window_and_have_names_in_a_wide_one(stage: WindowStage) -> None:
    main = stage.main
    main.pages.add_page("voicemail", "voicemail", "Voicemail", QWidget())
    windows_of(stage).write_to("1002")
    main.resize(420, 660)
    stage.settle()
    keys = main.pages.keys()
    tabs = [main.pages.tab(key) for key in keys]
    assert len(tabs) == 6
    assert max(tab.mapTo(main, tab.rect().topRight()).x() for tab in tabs) < 420
    named = [tab for tab in tabs if tab.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextUnderIcon]
    assert named == [main.pages.tab(MESSAGES)]
    assert len({tab.height() for tab in tabs}) == 1

    main.resize(700, 660)
    stage.settle()
    assert all(tab.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextUnderIcon for tab in tabs)


def test_the_tabs_have_one_order_whichever_was_needed_first(stage: WindowStage) -> None:
    main = stage.main
    windows_of(stage).write_to("1002")
    main.pages.add_page(VOICEMAIL, "voicemail", "Voicemail", QWidget(), before=MESSAGES)
    stage.settle()
    assert main.pages.keys()[-2:] == (VOICEMAIL, MESSAGES)
    left, right = main.pages.tab(VOICEMAIL), main.pages.tab(MESSAGES)
    assert left.x() < right.x()
    assert ("Ctrl+5" in left.toolTip(), "Ctrl+6" in right.toolTip()) == (True, True)


def test_a_message_that_came_during_the_start_is_counted_once_all_is_there(qapp: QApplication) -> None:
    stage = WindowStage()
    stage.show()
    stage.sign_in()
    windows = windows_of(stage)
    windows._forget()  # as if it had come before the window listened
    come(stage, "Early")
    assert MESSAGES not in set(stage.main.pages.keys())

    stage.windows.look_for_messages()

    assert stage.main.pages.tab(MESSAGES).badge() == 1

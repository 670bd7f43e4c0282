"""The voicemail page: list, player, undo, offline; the tab with its count; the mailbox by key and by a long press."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from softphone.basics.errors import UserFacingError
from softphone.protocol.commands import Dial
from softphone.protocol.snapshots import EventPackage
from softphone.voicemail.entry import MailState
from softphone.voicemail.message_player import PlayerState
from tests.window.voicemail_stage import ScriptedMessages, ScriptedPlayer, entry
from tests.window.waiting import wait_until
from tests.window.window_stage import ALICE, WindowStage
from ui.shortcuts import Keys
from ui.voicemail.message_sharing import drag_of
from ui.voicemail.voicemail_page import VoicemailPage
from ui.window_pages import VOICEMAIL

MESSAGES = "application/simple-message-summary"
SUMMARY = EventPackage.MESSAGE_SUMMARY
ROLE = Qt.ItemDataRole


class Desk:
    """A shown page."""

    def __init__(self, stage: WindowStage) -> None:
        self.messages = ScriptedMessages(
            entry(3, name="", number="+49301234"), entry(2, is_urgent=True), entry(1, is_heard=True, text="Call me.")
        )
        self.player = ScriptedPlayer()
        self.page = VoicemailPage(
            self.messages, self.player, stage.runtime, lambda number, name: "Anna Acker" if "49" in number else ""
        )
        self.dialled: list[str] = []
        self.page.dial_wanted.connect(self.dialled.append)
        self.page.resize(420, 560)
        self.page.show()
        self.page.activateWindow()
        assert QTest.qWaitForWindowActive(self.page)
        self.page.view.setFocus()

    def texts(self, role: Qt.ItemDataRole = ROLE.DisplayRole) -> list[str]:
        model = self.page.model
        return [str(model.data(model.index(row), role)) for row in range(model.rowCount())]

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.page.view, key, modifiers)
        QApplication.processEvents()

    def choose(self, row: int) -> None:
        self.page.view.setCurrentIndex(self.page.model.index(row))


@pytest.fixture
def desk(phone: WindowStage) -> Desk:
    return Desk(phone)


def test_callers_are_named_and_the_rest_is_said(desk: Desk) -> None:
    assert desk.texts() == ["Anna Acker", "Bob Baker", "Bob Baker"]
    spoken = desk.texts(ROLE.AccessibleTextRole)
    assert spoken[0].startswith("Anna Acker, New · 0:12 · +49301234")
    assert "Urgent" in spoken[1]
    assert spoken[2].endswith("Call me.")


def test_it_is_played_by_keyboard(desk: Desk) -> None:
    desk.choose(1)
    desk.press(Qt.Key.Key_Return)
    assert (desk.player.view.uid, desk.player.view.state) == (2, PlayerState.PLAYING)
    assert desk.page.player.time.text() == "0:03 / 0:12"
    desk.press(Qt.Key.Key_Right)
    assert desk.player.view.position_s == 8.0
    desk.press(Qt.Key.Key_Left)
    assert desk.player.view.position_s == 3.0
    desk.press(Qt.Key.Key_Space)
    assert desk.player.view.state is PlayerState.PAUSED
    assert desk.page.player.play_button.accessibleName() == "Play"


def test_speed_and_place_by_pointer(desk: Desk) -> None:
    desk.choose(0)
    QTest.mouseClick(desk.page.player.play_button, Qt.MouseButton.LeftButton)
    row = desk.page.player
    row.speed.setCurrentIndex(row.speed.findText("1.5×"))
    row.speed.activated.emit(row.speed.currentIndex())
    assert desk.player.view.speed == 1.5
    row.slider.setFocus()
    QTest.keyClick(row.slider, Qt.Key.Key_PageUp)
    assert desk.player.view.position_s == 8.0
    QTest.mouseClick(row.call_button, Qt.MouseButton.LeftButton)
    assert desk.dialled == ["+49301234"]
    assert desk.player.view.state is PlayerState.PAUSED


def test_the_text_of_a_message_is_shown(desk: Desk) -> None:
    desk.choose(0)
    assert desk.page.player.text.isHidden()
    desk.choose(2)
    assert desk.page.player.text.text() == "Call me."


def test_deletion_is_undone(desk: Desk) -> None:
    desk.choose(0)
    desk.press(Qt.Key.Key_Delete)
    assert desk.texts() == ["Bob Baker", "Bob Baker"]
    assert desk.page.undo_bar.title() == "1 message deleted."
    desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(desk.texts()) == 3
    assert desk.page.undo_bar.title() == ""


def test_saving_says_where(desk: Desk, tmp_path: Path) -> None:
    desk.page.save_to(desk.messages.entries[0], tmp_path / "a.wav")
    assert desk.messages.asked == ["save 3 a.wav"]
    assert "a.wav" in desk.page.banner.title()


def test_every_state_has_words(desk: Desk) -> None:
    problem = UserFacingError("The server does not answer.", "Check your network.")
    desk.messages.set(*desk.messages.entries, state=MailState.OFFLINE, problem=problem)
    assert desk.page.offline.title() == "The server does not answer."
    desk.page.offline.buttons()[0].click()
    assert desk.messages.asked == ["refresh"]
    for state, words in (
        (MailState.LOADING, "Loading"),
        (MailState.ONLINE, "No messages"),
        (MailState.NOT_SET_UP, "Hear your messages here"),
    ):
        desk.messages.set(state=state)
        assert desk.page.placeholder.words().startswith(words)
        assert desk.page.offline.isHidden()


def test_the_menu_of_a_message(desk: Desk) -> None:
    menu = desk.page.menu_of(desk.page.model.index(1))
    assert menu is not None
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[0] == "&Play"
    assert "Mark as &heard" in texts
    next(action for action in menu.actions() if action.text() == "Mark as &heard").trigger()
    assert desk.messages.entries[1].is_heard


# ------------------------------------------------------------------ in the window


def test_without_voicemail_there_is_no_tab(phone: WindowStage) -> None:
    assert VOICEMAIL not in phone.main.pages.keys()  # noqa: SIM118


def with_voicemail(phone: WindowStage) -> None:
    phone.softphone.accounts.update(replace(ALICE, voicemail_number="*97", mailboxes=("sip:sales@pbx.example.com",)))
    phone.advance(1)


def tell(phone: WindowStage, user: str, counts: str) -> None:
    body = f"Messages-Waiting: yes\r\nVoice-Message: {counts}\r\n".encode()
    active = phone.engine.events.active().items()
    mine = [sub for sub, asked in active if asked.package == SUMMARY and f":{user}@" in asked.target]
    phone.engine.notify(mine[0], body, MESSAGES)
    phone.advance(1)


def test_the_tab_counts_own_and_team_messages(phone: WindowStage) -> None:
    with_voicemail(phone)
    tell(phone, "1001", "2/1 (1/0)")
    tell(phone, "sales", "3/0")
    tab = phone.main.pages.tab(VOICEMAIL)
    assert (tab.badge(), tab.isHidden()) == (5, False)
    phone.main.show_page(VOICEMAIL)
    page = phone.main.pages.page(VOICEMAIL)
    assert isinstance(page, VoicemailPage)
    assert page.lamps.text() == "1001: 2 new, 1 urgent · sales: 3 new"
    phone.windows.start_tray()
    assert phone.windows.tray is not None
    assert "5 new voice messages" in phone.windows.tray.icon.toolTip()
    tell(phone, "sales", "0/3")
    assert tab.badge() == 2


def dialled(phone: WindowStage) -> list[str]:
    return [each.target for each in phone.engine.commands if isinstance(each, Dial)]


def test_the_mailbox_is_called_by_key_and_by_a_long_press(phone: WindowStage) -> None:
    with_voicemail(phone)
    QTest.keySequence(phone.main, Keys.VOICEMAIL)
    phone.advance(1)
    assert dialled(phone) == ["sip:*97@pbx.example.com"]
    phone.softphone.calls.hang_up(phone.softphone.calls.calls()[0].call_id)
    phone.advance(5)
    pad = phone.main.dial.pad
    phone.main.show_page("keypad")
    key, held = pad.key("1"), list[str]()
    pad.held.connect(held.append)
    QTest.mousePress(key, Qt.MouseButton.LeftButton)
    wait_until(lambda: held, "the long press")
    QTest.mouseRelease(key, Qt.MouseButton.LeftButton)
    phone.advance(1)
    assert len(dialled(phone)) == 2
    assert phone.main.dial.field.text() == ""


def test_the_settings_lead_to_the_mailbox(phone: WindowStage) -> None:
    with_voicemail(phone)
    phone.main.show_page(VOICEMAIL)
    page = phone.main.pages.page(VOICEMAIL)
    assert isinstance(page, VoicemailPage)
    assert page.placeholder.words().startswith("Hear your messages here")
    page.settings_wanted.emit()
    assert phone.windows.dialog("settings") is not None


def test_a_message_is_copied_as_a_file_to_be_sent_on(desk: Desk) -> None:
    desk.choose(1)
    desk.press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    (url,) = QApplication.clipboard().mimeData().urls()
    assert desk.messages.asked == [f"save 2 {Path(url.toLocalFile()).name}"]
    assert Path(url.toLocalFile()).name.startswith("Message from Bob Baker 2023-11-1")
    assert Path(url.toLocalFile()).parent.stat().st_mode & 0o777 == 0o700
    assert bytes(QApplication.clipboard().mimeData().data("x-special/gnome-copied-files").data()).startswith(
        b"copy\nfile:"
    )
    assert desk.page.banner.title().startswith("The message is copied.")


def test_what_is_dragged_is_the_file(desk: Desk) -> None:
    path = Path("/nowhere/message.wav")
    assert [url.toLocalFile() for url in drag_of(path, desk.page.view).mimeData().urls()] == [str(path)]
    assert desk.page.model.flags(desk.page.model.index(0)) & Qt.ItemFlag.ItemIsDragEnabled


def test_the_player_is_in_view_below_what_is_wrong_with_the_mailbox(phone: WindowStage) -> None:
    """In the window as it opens first: the list gives way, and can be scrolled."""
    messages, player = ScriptedMessages(entry(2), entry(1)), ScriptedPlayer()
    page = VoicemailPage(messages, player, phone.runtime)
    page.show_lamps((), can_call=True)
    phone.main.pages.add_page("mailbox", "voicemail", "Mailbox", page)
    phone.main.show_page("mailbox")
    problem = UserFacingError("The server refused the connection. " * 3, "Check the port in the settings. " * 3)
    messages.set(*messages.entries, state=MailState.OFFLINE, problem=problem)
    player.play(1)
    wait_until(lambda: page.view.isVisible() and page.offline.height() > page.player.height(), "both are laid out")
    phone.settle()
    assert page.player.visibleRegion().boundingRect() == page.player.rect()

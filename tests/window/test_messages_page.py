"""Messages as the user reads and writes them."""

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.basics.errors import UserFacingError
from softphone.basics.explanation import Explanation
from softphone.messaging.message import ConversationId, MessageState
from tests.fakes.virtual_runtime import EPOCH_S
from tests.window.message_stage import ANNA, BEN, ScriptedTalks, message
from ui.messaging.messages_page import MessagesPage
from ui.messaging.talk_model import PAGE, DayRow
from ui.widgets.confirm_dialog import ConfirmDialog

DAY_S = 86_400.0
REFUSED = Explanation("Nobody has this number.", "Check the number.")


@pytest.fixture
def talks() -> ScriptedTalks:
    talks = ScriptedTalks()
    talks.add(ANNA, "Anna Archer", message(1, "Good morning", before_s=DAY_S), message(2, "Hello", is_own=True))
    talks.add(BEN, "Ben Muller", message(3, "Call me", talk=BEN, before_s=60), unread=2)
    return talks


@pytest.fixture
def page(talks: ScriptedTalks, qtbot: QtBot) -> MessagesPage:
    page = MessagesPage(talks, lambda: EPOCH_S)
    qtbot.addWidget(page)
    page.resize(420, 480)
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    return page


def open_talk(page: MessagesPage, talks: ScriptedTalks, talk: ConversationId = ANNA) -> None:
    conversation = talks.conversation(talk)
    assert conversation is not None
    page.open(conversation)
    settle()


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def spoken(page: MessagesPage) -> list[str]:
    model = page.panel.model
    return [str(model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def test_conversations_stand_newest_first_and_say_what_is_unread(page: MessagesPage) -> None:
    rows = [page.model.index(row) for row in range(page.model.rowCount())]

    assert [row.data() for row in rows] == ["Anna Archer", "Ben Muller"]
    assert rows[1].data(Qt.ItemDataRole.AccessibleTextRole).startswith("Ben Muller, 2 unread messages, Call me, ")


def test_many_changes_at_once_are_looked_at_together(page: MessagesPage, talks: ScriptedTalks) -> None:
    settle()
    before = talks.lists_asked
    for _ in range(100):  # the directory knows others than before
        talks.changed.announce(ANNA)
    talks.come(BEN, "the last of them")
    settle()
    assert talks.lists_asked <= before + 2
    rows = [page.model.index(row) for row in range(page.model.rowCount())]
    assert any("the last of them" in str(page.model.data(row, Qt.ItemDataRole.AccessibleTextRole)) for row in rows)


def test_nothing_to_show_offers_to_write(qtbot: QtBot) -> None:
    page = MessagesPage(ScriptedTalks(), lambda: EPOCH_S)
    qtbot.addWidget(page)
    page.show()
    wanted: list[bool] = []
    page.new_wanted.connect(lambda: wanted.append(True))

    page.placeholder.button.click()

    assert "No messages" in page.placeholder.words()
    assert wanted == [True]


def test_enter_opens_a_conversation_reads_it_and_escape_goes_back(page: MessagesPage, talks: ScriptedTalks) -> None:
    page.view.setFocus()
    page.view.setCurrentIndex(page.model.index(1))
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    settle()
    assert page.panel.conversation_id == BEN
    assert page.panel.field.hasFocus()
    assert talks.unread == 0

    QTest.keyClick(page.panel.field, Qt.Key.Key_Escape)
    settle()
    assert page.view.isVisible()
    assert page.view.hasFocus()
    assert page.panel.conversation_id is None


def test_return_sends_and_shift_return_begins_a_line(page: MessagesPage, talks: ScriptedTalks) -> None:
    open_talk(page, talks)
    field = page.panel.field
    height = field.height()
    QTest.keyClicks(field, "One")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(field, "Two")
    settle()
    assert field.height() > height
    assert talks.typed

    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert talks.kept[ANNA][-1].text == "One\nTwo"
    assert field.text() == ""
    assert field.height() == height
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert len(talks.kept[ANNA]) == 3


def test_a_message_that_cannot_be_sent_stays_in_the_field(page: MessagesPage, talks: ScriptedTalks) -> None:
    open_talk(page, talks)
    talks.fails = UserFacingError("This message is too long.", "Send it in several shorter ones.")
    page.panel.field.setPlainText("Long")
    page.panel.send.click()

    assert page.panel.field.text() == "Long"
    assert page.panel.problem.title() == "This message is too long."


def test_what_was_begun_is_there_again(page: MessagesPage, talks: ScriptedTalks) -> None:
    open_talk(page, talks)
    page.panel.field.setPlainText("Dear An")
    open_talk(page, talks, BEN)
    assert page.panel.field.text() == ""
    page.panel.close_talk()
    open_talk(page, talks)

    assert page.panel.field.text() == "Dear An"


def test_days_and_states_are_said(page: MessagesPage, talks: ScriptedTalks) -> None:
    open_talk(page, talks)
    first, *_, last = spoken(page)
    assert first == "Yesterday"
    assert last.startswith("You, Hello, ")
    assert last.endswith(", Sent")

    own = talks.kept[ANNA][1].message_id
    for state, words in ((MessageState.DELIVERED, "Delivered"), (MessageState.READ, "Read")):
        talks.become(own, state)
        assert spoken(page)[-1].endswith(f", {words}")


def test_a_message_that_was_not_sent_says_why_and_is_sent_again_by_enter(
    page: MessagesPage, talks: ScriptedTalks
) -> None:
    failed = message(4, "Lost", is_own=True, state=MessageState.FAILED, problem=REFUSED)
    talks.kept[ANNA].append(failed)
    open_talk(page, talks)
    assert "Nobody has this number. Press Enter or click to send it again." in spoken(page)[-1]
    page.panel.view.setFocus()
    page.panel.view.setCurrentIndex(page.panel.model.index_of(failed.message_id))
    QTest.keyClick(page.panel.view, Qt.Key.Key_Return)
    assert talks.retried == [failed.message_id]

    place = page.panel.view.visualRect(page.panel.model.index_of(failed.message_id))
    QTest.mouseClick(
        page.panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place.center() - QPoint(0, place.height() // 4)
    )
    assert talks.retried == [failed.message_id] * 2


def test_the_list_tells_what_was_not_sent(page: MessagesPage, talks: ScriptedTalks) -> None:
    own, row = talks.kept[ANNA][1].message_id, page.model.index(0)
    assert "Sent" not in row.data(Qt.ItemDataRole.AccessibleTextRole)
    drawn = page.view.viewport().grab().toImage()
    for state, words in ((MessageState.FAILED, "Not sent"), (MessageState.QUEUED, "Waiting to be sent")):
        talks.become(own, state)
        settle()
        assert f"Anna Archer, {words}, Hello, " in row.data(Qt.ItemDataRole.AccessibleTextRole)
        assert words in row.data(Qt.ItemDataRole.ToolTipRole)
        assert page.view.viewport().grab().toImage() != drawn


def test_escape_returns_to_the_row_that_was_left(page: MessagesPage, talks: ScriptedTalks) -> None:
    page.view.setFocus()
    page.view.setCurrentIndex(page.model.index(0))
    open_talk(page, talks, BEN)
    talks.come(ANNA, "One")
    talks.come(BEN, "Two")
    QTest.keyClick(page.panel.field, Qt.Key.Key_Escape)
    settle()
    assert page.view.hasFocus()
    assert page.view.currentIndex().data() == "Ben Muller"


def test_escape_returns_to_what_was_found(page: MessagesPage, talks: ScriptedTalks) -> None:
    talks.kept[ANNA].append(message(5, "Not now", before_s=30))
    page.search.setText("now")
    page._look()
    page.view.setCurrentIndex(page.model.index(page.model.rowCount() - 1))
    page.view.chosen.emit(page.view.currentIndex())
    settle()
    talks.come(ANNA, "now or never")
    page._look()
    QTest.keyClick(page.panel.field, Qt.Key.Key_Escape)
    settle()
    row = page.model.row(page.view.currentIndex())
    assert row is not None
    assert row.text == "Not now"


def test_a_message_that_comes_is_read_when_it_is_seen(page: MessagesPage, talks: ScriptedTalks) -> None:
    open_talk(page, talks)
    talks.come(ANNA, "Are you there?")
    settle()
    assert talks.unread == 2  # Ben's
    assert page.is_reading(ANNA)
    assert not page.is_reading(BEN)
    view = page.panel.view
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()


def test_only_a_page_is_fetched_and_older_ones_when_they_are_scrolled_to(
    page: MessagesPage, talks: ScriptedTalks
) -> None:
    talks.kept[ANNA] = [message(n, f"Message {n}", before_s=(5000 - n) * 600.0) for n in range(5000)]
    open_talk(page, talks)
    panel, bar = page.panel, page.panel.view.verticalScrollBar()
    messages = [panel.model.message(panel.model.index(row)) for row in range(panel.model.rowCount())]
    assert sum(each is not None for each in messages) == PAGE
    assert bar.value() == bar.maximum()

    before_top = panel.view.indexAt(QPoint(100, 60)).data()
    bar.setValue(0)
    top = panel.model.message(panel.model.index(1))
    assert top is not None
    settle()
    settle()
    rows = [panel.model.row(panel.model.index(row)) for row in range(panel.model.rowCount())]
    assert sum(not isinstance(row, DayRow) for row in rows) == 2 * PAGE
    assert bar.value() > 0  # what was seen stays where it was
    assert before_top
    assert panel.view.visualRect(panel.model.index_of(top.message_id)).intersects(panel.view.viewport().rect())


def test_the_row_of_a_day_stands_once_above_its_messages(page: MessagesPage, talks: ScriptedTalks) -> None:
    talks.kept[ANNA] = [message(n, f"Message {n}", before_s=(300 - n) * 3600.0) for n in range(300)]
    open_talk(page, talks)
    while page.panel.model.fetch_older():
        pass

    model = page.panel.model
    days = [row.day for row in map(model.row, map(model.index, range(model.rowCount()))) if isinstance(row, DayRow)]
    assert days == sorted(set(days))
    assert model.rowCount() == 300 + len(days)


def test_what_was_fetched_stays_when_a_message_comes(page: MessagesPage, talks: ScriptedTalks) -> None:
    talks.kept[ANNA] = [message(n, f"Message {n}", before_s=(300 - n) * 60.0) for n in range(300)]
    open_talk(page, talks)
    page.panel.model.fetch_older()
    count = page.panel.model.rowCount()
    talks.come(ANNA, "New")

    assert page.panel.model.rowCount() == count + 1


def test_search_finds_names_and_words_and_opens_at_the_message(page: MessagesPage, talks: ScriptedTalks) -> None:
    talks.kept[ANNA] = [message(n, f"Message {n}", before_s=(300 - n) * 60.0) for n in range(300)]
    page.search.setText("Message 17")
    page._look()
    assert page.model.rowCount() == 11  # 17 and 170 to 179
    page.view.setCurrentIndex(page.model.index(page.model.rowCount() - 1))
    page.view.chosen.emit(page.view.currentIndex())
    settle()
    found = page.panel.model.message(page.panel.view.currentIndex())
    assert found is not None
    assert found.text == "Message 17"

    page.panel.close_talk()
    page.search.setText("ben")
    page._look()
    assert [page.model.index(row).data() for row in range(page.model.rowCount())] == ["Ben Muller"]
    page.search.setText("nobody at all")
    page._look()
    assert "Nothing was found" in page.placeholder.words()


def test_a_conversation_is_deleted_after_a_question(page: MessagesPage, talks: ScriptedTalks) -> None:
    page.view.setFocus()
    page.view.setCurrentIndex(page.model.index(1))
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    dialog = page.panel.dialog
    assert isinstance(dialog, ConfirmDialog)
    dialog.confirm.click()
    settle()

    assert BEN not in talks.talks
    assert page.model.rowCount() == 1


def test_text_is_copied(page: MessagesPage, talks: ScriptedTalks) -> None:
    open_talk(page, talks)
    page.panel.view.setFocus()
    settle()
    QTest.keyClick(page.panel.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Hello"


def test_letters_typed_over_the_messages_go_into_the_field(page: MessagesPage, talks: ScriptedTalks) -> None:
    open_talk(page, talks)
    page.panel.view.setFocus()
    QTest.keyClick(page.panel.view, Qt.Key.Key_H)

    assert page.panel.field.text() == "h"
    assert page.panel.field.hasFocus()


def test_sms_says_how_many_parts(page: MessagesPage, talks: ScriptedTalks) -> None:
    talks.talks[ANNA] = replace(talks.talks[ANNA], is_sms=True)
    open_talk(page, talks)
    page.panel.field.setPlainText("x" * 161)
    assert page.panel.parts.full_text() == "2 SMS · 145 characters left"
    page.panel.field.setPlainText("x")
    assert page.panel.parts.full_text() == ""


def test_the_number_is_said_once(page: MessagesPage, talks: ScriptedTalks) -> None:
    talks.talks[ANNA] = replace(talks.talks[ANNA], is_sms=True, peer_name="+491701234567", peer_uri="tel:+491701234567")
    open_talk(page, talks)
    assert page.panel.address.full_text() == "SMS"


def test_typing_is_shown(page: MessagesPage, talks: ScriptedTalks) -> None:
    open_talk(page, talks)
    talks.types.add(ANNA)
    talks.typing_changed.announce(ANNA)
    assert page.panel.typing.full_text() == "Anna Archer is typing…"


def test_thousands_of_messages_are_scrolled_without_standing_still(page: MessagesPage, talks: ScriptedTalks) -> None:
    talks.kept[ANNA] = [message(n, f"Message {n} " * (n % 9 + 1), before_s=(9000 - n) * 60.0) for n in range(9000)]
    open_talk(page, talks)
    began_s = time.monotonic()
    while page.panel.model.rowCount() < 4000:
        assert page.panel.model.fetch_older()
        page.panel.view.doItemsLayout()
    assert time.monotonic() - began_s < 60  # only to end what hangs
    page.panel.view.scrollToTop()
    settle()
    assert page.panel.view.indexAt(QPoint(200, 200)).isValid()

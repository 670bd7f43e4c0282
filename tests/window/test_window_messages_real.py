"""Messages in a real window, with real engines and a real PBX in between."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from softphone.messaging.message import Message, MessageState
from softphone.protocol.commands import AnswerMessage, SendMessage
from softphone.protocol.events import MessageReceived
from softphone.settings.quiet_settings import QUIET_HOURS, WORKING_WEEK, WorkingWeek
from tests.harness.engine_process import EngineProcess
from tests.harness.lab_accounts import lab_config, number
from tests.window.waiting import wait_until
from ui.app import Program
from ui.window_pages import MESSAGES

if TYPE_CHECKING:
    from softphone_lab import Lab

pytestmark = [pytest.mark.lab]
NO_WORK = WorkingWeek(monday=(), tuesday=(), wednesday=(), thursday=(), friday=())


class Bob:
    """Somebody who writes and answers with another program."""

    def __init__(self, lab: "Lab") -> None:
        self.engine = EngineProcess()
        self.config = lab_config(lab.facts, "1002")
        self.engine.register(self.config, "secret-1002")

    def write(self, text: str) -> None:
        self.engine.do(
            SendMessage(
                message_id=f"bob-{text}",
                account_id=self.config.account_id,
                target=number(self.config, "1001"),
                content_type="text/plain",
                body=text.encode(),
            )
        )

    def read(self) -> str:
        received = self.engine.wait(MessageReceived)
        self.engine.do(AnswerMessage(incoming_id=received.incoming_id, is_kept=True))
        return received.body.decode()


@pytest.fixture
def bob(lab: "Lab", program: Program) -> Iterator[Bob]:
    made = Bob(lab)
    yield made
    made.engine.close()


def test_a_message_comes_is_answered_by_the_keyboard_and_both_sides_have_it(program: Program, bob: Bob) -> None:
    main = program.windows.main
    bob.write("Are you there? 👋")
    wait_until(lambda: MESSAGES in set(main.pages.keys()) and main.pages.tab(MESSAGES).badge() == 1, "the badge")
    main.show_page(MESSAGES)
    main.activateWindow()
    assert QTest.qWaitForWindowActive(main)
    windows = program.windows.messages
    assert windows is not None
    page = windows.page
    assert page is not None
    page.view.setFocus()
    wait_until(lambda: page.view.hasFocus() and page.view.currentIndex().isValid(), "the keyboard")
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    wait_until(page.panel.field.hasFocus, "the field")
    wait_until(lambda: main.pages.tab(MESSAGES).badge() == 0, "it is read")
    first = page.panel.model.message(page.panel.model.index(1))
    assert first is not None
    assert first.text == "Are you there? 👋"

    QTest.keyClicks(page.panel.field, "Yes")
    QTest.keyClick(page.panel.field, Qt.Key.Key_Return)

    def last() -> Message | None:
        return page.panel.model.message(page.panel.model.index(page.panel.model.rowCount() - 1))

    wait_until(lambda: (found := last()) is not None and found.is_own and found.state is MessageState.SENT, "the state")
    assert bob.read() == "Yes"


def test_in_quiet_hours_a_message_is_counted_and_not_told(program: Program, bob: Bob, lab: "Lab") -> None:
    softphone, main = program.softphone, program.windows.main
    softphone.settings.set(WORKING_WEEK, NO_WORK)
    softphone.settings.set(QUIET_HOURS, True)
    wait_until(lambda: main.status.isVisible() and softphone.own_status.view.why == "You are off work.", "the status")
    bob.write("Tomorrow is early enough")
    wait_until(lambda: MESSAGES in set(main.pages.keys()) and main.pages.tab(MESSAGES).badge() == 1, "the badge")
    notices = program.windows.messages.notices if program.windows.messages is not None else None
    assert notices is None or not notices._shown
    wait_until(lambda: "*551001" in lab.cli("database get CFU 1001"), "the forward to voicemail")
    softphone.settings.set(QUIET_HOURS, False)
    wait_until(lambda: not softphone.quiet_hours.is_quiet(), "the end")
    wait_until(lambda: "*551001" not in lab.cli("database get CFU 1001"), "the end of the forward")

"""The private mobile number in a window: entered, masked, shown on purpose, tried, changed and forgotten."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QVBoxLayout, QWidget

from softphone.calls.call_guard import OWN_MOBILE
from softphone.mobility.mobile_numbers import MobileNumbers
from tests.unit.app.phone import FailingCredentials
from tests.window.shown_texts import shown_texts
from tests.window.window_stage import ALICE, WindowStage
from ui.mobility.mobile_number_box import MobileNumberBox
from ui.widgets.confirm_dialog import ConfirmDialog

NUMBER = "+491701234542"


class Desk:
    """A shown box of a registered account."""

    def __init__(self, stage: WindowStage) -> None:
        if not stage.softphone.accounts.views():
            stage.sign_in()
        self.stage = stage
        self.numbers: MobileNumbers = stage.softphone.mobile_numbers
        self.box = MobileNumberBox(self.numbers, ALICE.account_id)
        self.called: list[str] = []
        self.box.call_wanted.connect(self.called.append)
        self.box.resize(420, 220)
        self.box.show()
        self.box.activateWindow()
        assert QTest.qWaitForWindowActive(self.box)

    def enter(self, text: str) -> None:
        self.box.field.setFocus()
        self.box.field.clear()
        QTest.keyClicks(self.box.field, text)
        QTest.keyClick(self.box.field, Qt.Key.Key_Return)
        self.stage.advance(0.5)

    def ask_to_forget(self) -> ConfirmDialog:
        """The question, once it is there."""
        QTest.keyClick(self.box.forget_button, Qt.Key.Key_Space)
        (question,) = self.box.findChildren(ConfirmDialog)
        assert QTest.qWaitForWindowActive(question)
        return question

    @property
    def all_texts(self) -> str:
        return " ".join(text for _, text in shown_texts(self.box))


@pytest.fixture
def desk(phone: WindowStage) -> Desk:
    return Desk(phone)


def test_a_number_is_entered_and_then_masked(desk: Desk) -> None:
    desk.enter("+49 170 123 45 42")
    assert desk.numbers.is_known(ALICE.account_id)
    assert desk.box.number.full_text() == "•••• 42"
    assert "password store" in desk.box.words.text()
    assert desk.box.number.accessibleName() == "A number that ends with 42"
    assert not desk.box.field.isVisible()
    assert desk.box.field.text() == ""
    assert "1234542" not in desk.all_texts


def test_it_is_shown_on_purpose_and_hidden_again(desk: Desk) -> None:
    desk.enter(NUMBER)
    desk.box.reveal_button.click()
    assert desk.box.number.full_text() == NUMBER
    desk.box.reveal_button.click()
    assert desk.box.number.full_text() == "•••• 42"
    desk.box.reveal_button.click()
    desk.box.hide()
    assert desk.box.number.full_text() == "•••• 42"
    desk.box.show()
    desk.box.reveal_button.click()
    desk.box._hiding.timeout.emit()
    assert desk.box.number.full_text() == "•••• 42"


def test_what_is_no_number_is_said_and_the_old_one_stays(desk: Desk) -> None:
    desk.enter("0170 12345")
    assert "country" in desk.box.problem.text()
    assert desk.box.field.isVisible()
    desk.enter(NUMBER)
    assert not desk.box.problem.isVisible()
    desk.box.change_button.click()
    desk.enter("hello")
    assert "country" in desk.box.problem.text()
    desk.box.cancel_button.click()
    assert desk.box.number.full_text() == "•••• 42"
    assert not desk.box.problem.isVisible()


def test_it_is_tried_with_a_call_and_forgotten(desk: Desk) -> None:
    desk.enter(NUMBER)
    desk.box.call_button.click()
    assert desk.called == [OWN_MOBILE]
    desk.ask_to_forget().confirm.click()
    desk.stage.advance(0.5)
    assert not desk.numbers.is_known(ALICE.account_id)
    assert desk.box.field.isVisible()


def test_a_press_too_many_forgets_nothing(desk: Desk) -> None:
    desk.enter(NUMBER)
    question = desk.ask_to_forget()
    assert "until the number is entered again" in question.accessibleDescription()
    QTest.keyClick(question, Qt.Key.Key_Return)  # the default is not to
    desk.stage.advance(0.5)
    assert desk.numbers.is_known(ALICE.account_id)
    assert desk.box.number.full_text() == "•••• 42"


def test_the_keyboard_stays_with_the_number(phone: WindowStage) -> None:
    """Not with what comes next on the page, where the next press of Space would switch something else."""
    desk = Desk(phone)
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(desk.box)
    next_on_the_page = QCheckBox("Something else")
    column.addWidget(next_on_the_page)
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    desk.enter(NUMBER)
    assert desk.box.change_button.hasFocus()
    desk.box.forget_button.setFocus()
    desk.ask_to_forget().confirm.click()
    desk.stage.advance(0.5)
    assert desk.box.field.hasFocus()
    page.close()


def test_a_number_in_the_companys_directory_is_no_secret(desk: Desk) -> None:
    desk.enter(NUMBER)
    assert not desk.box.published.isVisible()
    box = MobileNumberBox(desk.numbers, ALICE.account_id, is_published=lambda number: number == NUMBER)
    assert "all colleagues" in box.published.text()
    desk.numbers.forget(ALICE.account_id)
    assert box.published.text() == ""


def test_a_locked_store_is_said_with_the_remedy_and_tried_again() -> None:
    credentials = FailingCredentials()
    stage = WindowStage(credentials)
    stage.show()
    locked = Desk(stage)
    locked.enter(NUMBER)
    assert "until the program ends" in locked.box.problem.text()
    credentials.reason = None
    locked.box.change_button.click()
    locked.enter(NUMBER)
    assert not locked.box.problem.isVisible()
    credentials.reason = RuntimeError("away")
    locked.numbers.fetch(ALICE.account_id)
    stage.advance(0.5)
    QApplication.processEvents()
    assert "try again" in locked.box.problem.text()

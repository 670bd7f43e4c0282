"""Lists to choose from: the one of a choice box is seen whole, and the one with the keyboard is marked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListWidget,
    QStyle,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)

from tests.window.waiting import wait_until
from ui.style.theme import theme
from ui.style.tokens import SPACE_L
from ui.widgets.forms import ChoiceBox


def test_a_short_list_opens_whole(qapp: QApplication) -> None:
    """Below the field, so that what is chosen stays in sight, and with nothing to scroll to."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
    box = ChoiceBox([(number, f"Choice {number}") for number in range(5)])
    column.addWidget(box)
    column.addStretch(1)
    page.resize(420, 340)
    page.show()
    box.showPopup()
    view = box.view()
    wait_until(lambda: view.isVisible() and view.viewport().height() > 0, "the list")
    last = view.visualRect(view.model().index(box.count() - 1, 0))
    assert view.viewport().rect().contains(last)
    assert view.mapToGlobal(view.rect().topLeft()).y() >= box.mapToGlobal(box.rect().bottomLeft()).y()
    box.hidePopup()
    page.close()


def test_only_the_list_with_the_keyboard_marks_its_entry(qapp: QApplication) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    field, entries = QLineEdit(), QListWidget()
    entries.addItems(["First", "Second"])
    column.addWidget(field)
    column.addWidget(entries)
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    entries.setCurrentRow(0)
    field.setFocus()
    assert not _is_marked(entries)
    entries.setFocus()
    wait_until(lambda: _is_marked(entries), "the mark")
    page.close()


def _is_marked(entries: QListWidget) -> bool:
    """True when a line in the colour of the focus is seen anywhere in the list or around it."""
    picture = entries.grab().toImage()
    focus, middle = QColor(theme.palette.focus), picture.width() // 2
    return any(picture.pixelColor(middle, y) == focus for y in range(picture.height()))


def test_a_choice_that_is_too_long_ends_in_dots(qapp: QApplication) -> None:
    boxes = [ChoiceBox([(0, text)]) for text in ("Built-in audio of the computer", "Built-in audio of the…")]
    for box in boxes:
        box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box.resize(300, box.sizeHint().height())
        box.show()
    wanted = boxes[1].fontMetrics().horizontalAdvance(boxes[1].currentText()) + 1
    for box in boxes:
        box.resize(300 - _text_room(box) + wanted, box.height())  # room for the shorter text only
    pictures = [box.grab().toImage() for box in boxes]
    assert pictures[0] == pictures[1]
    for box in boxes:
        box.close()


def _text_room(box: ChoiceBox) -> int:
    option = QStyleOptionComboBox()
    option.initFrom(box)
    part = QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box).width()

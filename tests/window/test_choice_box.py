"""The list of a choice box: all of it is seen when it opens."""

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tests.window.waiting import wait_until
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

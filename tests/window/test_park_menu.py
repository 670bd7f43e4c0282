"""Where the menu of the slots opens, and how long it becomes."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from softphone.calls.call import CallAction
from softphone.calls.parking import Slot
from tests.fakes.control_spies import ControlSpies
from tests.window.window_stage import WindowStage
from ui.widgets.menu_place import place

SCREEN = QRect(0, 0, 1000, 800)
WINDOW = QRect(100, 100, 400, 600)
MENU = QSize(160, 140)


@pytest.fixture
def spies(phone: WindowStage) -> ControlSpies:
    """A call that can be parked."""
    made = ControlSpies(phone.softphone.calls)
    phone.main.commands.set_control(made.control)
    leg_id = phone.incoming("1003", "Carol")
    phone.softphone.calls.answer(phone.call_id(leg_id))
    phone.advance(1)
    return made


def _menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


@pytest.mark.parametrize(
    ("anchor", "is_reverse", "corner"),
    [
        pytest.param(QRect(120, 200, 50, 30), False, QPoint(120, 230), id="below"),
        pytest.param(QRect(440, 200, 50, 30), False, QPoint(340, 230), id="inside the window"),
        pytest.param(QRect(120, 690, 50, 30), False, QPoint(120, 550), id="above, as below is no room"),
        pytest.param(QRect(300, 200, 50, 30), True, QPoint(190, 230), id="right to left"),
        pytest.param(QRect(120, 200, 50, 30), True, QPoint(100, 230), id="right to left inside the window"),
    ],
)
def test_the_corner(anchor: QRect, is_reverse: bool, corner: QPoint) -> None:
    assert place(MENU, anchor, WINDOW, SCREEN, is_reverse=is_reverse) == corner


def test_by_key_it_opens_at_the_calls_own_button(phone: WindowStage, spies: ControlSpies) -> None:
    QTest.keyClick(phone.main, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    by_key = _menu().pos()
    _menu().close()
    button = phone.card().actions_row.button(CallAction.PARK)
    button.click()
    assert _menu().pos() == by_key
    corner = button.mapToGlobal(QPoint(0, button.height()))
    assert by_key.y() == corner.y()
    assert by_key.x() <= corner.x() <= by_key.x() + _menu().width()
    _menu().close()


def test_where_its_button_is_scrolled_away_it_stays_at_what_is_seen(phone: WindowStage, spies: ControlSpies) -> None:
    phone.card().actions_row.button(CallAction.PARK).hide()
    menu = phone.main.deeds.open_park_menu(phone.calls()[0], phone.card().actions_row.button(CallAction.PARK))
    assert menu is not None
    card = phone.card()
    assert menu.y() == card.mapToGlobal(QPoint(0, card.height())).y()
    menu.close()


def test_many_free_slots_do_not_fill_the_screen(phone: WindowStage, spies: ControlSpies) -> None:
    spies.parking.show(Slot("701", True, "Dave"), *(Slot(str(number)) for number in range(702, 731)))
    menu = phone.main.deeds.open_park_menu(phone.calls()[0], None)
    assert menu is not None
    assert len(menu.actions()) < 6
    (below,) = [action.menu() for action in menu.actions() if action.menu() is not None]
    assert isinstance(below, QMenu)
    assert len(below.actions()) == 29
    below.actions()[-1].trigger()
    assert spies.parking.asked == [("park", phone.calls()[0].call_id, "730")]
    menu.close()

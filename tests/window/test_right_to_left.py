"""A language that is read from right to left turns the windows round, and breaks nothing in them."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from softphone.directory.person import Hit
from tests.window.openers import OPENERS, open_window
from tests.window.people_stage import ANNA
from tests.window.screenshots import SCENES
from tests.window.taking_pictures import Scene
from tests.window.test_favourites_page import Desk
from tests.window.test_room_for_words import squeezed
from tests.window.window_stage import ALICE, WindowStage
from ui.directory.person_delegate import ACTION_WIDTH, PersonDelegate
from ui.style.icons import pixmap
from ui.style.sides import Sides
from ui.widgets.key_pad import KeyPad


@pytest.fixture(autouse=True)
def from_the_right(qapp: QApplication) -> Iterator[None]:
    """The application's direction; English texts, since only the places matter."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("name", OPENERS)
def test_every_page_and_dialog_has_its_room(name: str, qapp: QApplication) -> None:
    stage = WindowStage()
    stage.show()
    stage.sign_in(ALICE)
    window = open_window(stage, name)
    assert squeezed(window) == []
    assert outside(window) == []
    assert not window.grab().isNull()
    stage.close()


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_every_state_has_its_room(scene: Callable[[], Scene], qapp: QApplication) -> None:
    for name, window in scene():
        qapp.processEvents()
        assert (name, squeezed(window), outside(window)) == (name, [], [])
        assert not window.grab().isNull()
    for window in qapp.topLevelWidgets():
        window.hide()
        window.deleteLater()


def outside(window: QWidget) -> list[QWidget]:
    """What stands out of its parent at the left or the right."""
    found = []
    for widget in window.findChildren(QWidget):
        parent = widget.parentWidget()
        if parent is not None and widget.isVisible() and not widget.isWindow():
            place = widget.geometry()
            if place.left() < -1 or place.right() > parent.width():
                found.append(widget)
    return found


def test_the_dial_pad_stays_as_on_every_telephone(qapp: QApplication) -> None:
    pad = KeyPad()
    pad.resize(300, 300)
    pad.show()
    qapp.processEvents()
    assert pad.key("1").x() < pad.key("2").x() < pad.key("3").x()
    pad.deleteLater()


def test_a_number_is_not_turned_round(qapp: QApplication) -> None:
    assert _drawn("+49 30 5550100", 4) == _drawn_plainly("+49 30 5550100", QRect(0, 0, 300, 40), 4)


def _drawn(text: str, left: int) -> QImage:
    def draw(painter: QPainter, metrics: QFontMetrics) -> None:
        Sides(painter, QRect(0, 0, 300, 40)).text(left, 30, metrics, text)

    return _image(draw)


def _drawn_plainly(text: str, place: QRect, from_the_end: int) -> QImage:
    def draw(painter: QPainter, metrics: QFontMetrics) -> None:
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.drawText(place.right() + 1 - from_the_end - metrics.horizontalAdvance(text), 30, text)

    return _image(draw)


def _image(draw: Callable[[QPainter, QFontMetrics], None]) -> QImage:
    image = QImage(300, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    font = QFont()
    painter.setFont(font)
    draw(painter, QFontMetrics(font))
    painter.end()
    return image


def test_forward_and_back_point_the_other_way(qapp: QApplication) -> None:
    mirrored = pixmap("chevron-left", "#000000", 24).toImage()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert mirrored == pixmap("chevron-right", "#000000", 24).toImage()


def test_the_telephone_of_a_person_is_where_it_is_drawn(qapp: QApplication) -> None:
    row = QRect(0, 0, 300, 40)
    delegate = PersonDelegate()
    assert delegate.is_action(row, Hit(ANNA), QPoint(ACTION_WIDTH // 2, 20))
    assert not delegate.is_action(row, Hit(ANNA), QPoint(300 - ACTION_WIDTH // 2, 20))


def test_arrows_go_to_the_lamp_on_their_side(qapp: QApplication) -> None:
    desk = Desk()
    view, model = desk.page.view, desk.page.model
    anna, bernd = (model.index_of(one.favourite_id) for one in desk.favourites.all()[:2])
    assert view.visualRect(bernd).x() < view.visualRect(anna).x()
    view.setFocus()
    view.setCurrentIndex(anna)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.currentIndex() == bernd
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert [one.name for one in desk.favourites.all()[:2]] == ["Bernd Müller", "Anna Meyer"]
    desk.close()

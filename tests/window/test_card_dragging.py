"""A call's card that is dropped onto another's."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu

from tests.window.window_stage import WindowStage
from ui.calls.call_card import CallCard
from ui.calls.card_dragging import CALL_TYPE, CardDragging


class Desk:
    """Two calls, and what the hand does with their cards."""

    def __init__(self, stage: WindowStage) -> None:
        self.stage = stage
        for number in ("1002", "1003"):
            stage.type_and_call(number)
            stage.advance(1)
        self.first, self.second = stage.main.calls.cards()
        dragging = stage.main.calls.findChild(CardDragging)
        assert isinstance(dragging, CardDragging)
        self.dragging = dragging

    def enter(self, card: CallCard, data: QMimeData) -> bool:
        """Whether the card would take it."""
        at = card.rect().center()
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = QDragEnterEvent(at, Qt.DropAction.MoveAction, data, buttons, keys)
        QApplication.sendEvent(card, event)
        return event.isAccepted()

    def drop(self, dragged: CallCard, onto: CallCard) -> QMenu:
        """What is offered then."""
        drag = self.dragging.drag_of(dragged)
        assert drag is not None
        data = drag.mimeData()
        assert self.enter(onto, data)
        at = QPointF(onto.rect().center())
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        drop = QDropEvent(at, Qt.DropAction.MoveAction, data, buttons, keys, QEvent.Type.Drop)
        QApplication.sendEvent(onto, drop)
        assert self.dragging.menu is not None
        return self.dragging.menu


@pytest.fixture
def desk(phone: WindowStage) -> Iterator[Desk]:
    desk = Desk(phone)
    yield desk
    if desk.dragging.menu is not None:
        desk.dragging.menu.close()


@pytest.mark.parametrize("is_backwards", [False, True])
def test_two_are_connected_by_a_drop(desk: Desk, is_backwards: bool) -> None:
    cards = (desk.second, desk.first) if is_backwards else (desk.first, desk.second)
    menu = desk.drop(*cards)
    assert [each.text() for each in menu.actions() if each.text()] == [
        "&Talk with both, all together",
        "&Connect the two, and leave them",
        "&Leave them apart",
    ]
    menu.actions()[1].trigger()
    desk.stage.advance(2)
    assert all(call.is_ended for call in desk.stage.calls())


def test_two_become_a_conference_by_a_drop(desk: Desk) -> None:
    desk.drop(desk.first, desk.second).actions()[0].trigger()
    desk.stage.advance(1)
    view = desk.stage.softphone.conference.view
    assert view is not None
    assert len(view.members) == 2


def test_leaving_them_apart_changes_nothing(desk: Desk) -> None:
    before = desk.stage.calls()
    desk.drop(desk.first, desk.second).actions()[-1].trigger()
    desk.stage.advance(1)
    assert [call.state for call in desk.stage.calls()] == [call.state for call in before]
    assert desk.stage.softphone.conference.view is None


def test_what_is_no_call_and_the_card_itself_are_not_taken(desk: Desk) -> None:
    text = QMimeData()
    text.setText("1004")
    assert not desk.enter(desk.first, text)
    own = QMimeData()
    own.setData(CALL_TYPE, desk.first.call.call_id.encode())
    assert not desk.enter(desk.first, own)
    assert desk.enter(desk.second, own)


def test_a_call_alone_cannot_be_dragged(desk: Desk) -> None:
    desk.stage.engine.far_hangs_up(desk.first.call.leg.leg_id)
    desk.stage.advance(1)
    assert desk.dragging.drag_of(desk.second) is None

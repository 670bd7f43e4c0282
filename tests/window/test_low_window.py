"""In a window that is too low for everything, what matters now is scrolled to."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from tests.window.waiting import wait_until
from tests.window.window_stage import WindowStage
from ui.style.tokens import Tone
from ui.window_parts import MiddleArea


def _area(stage: WindowStage) -> MiddleArea:
    area = stage.main.findChild(MiddleArea)
    assert isinstance(area, MiddleArea)
    return area


def _is_in_view(stage: WindowStage, widget: QWidget) -> bool:
    area = _area(stage)
    place = QRect(widget.mapTo(stage.main, QPoint(0, 0)), widget.size())
    return QRect(area.mapTo(stage.main, QPoint(0, 0)), area.viewport().size()).contains(place)


def _make_low(stage: WindowStage) -> None:
    stage.main.resize(400, 400)
    stage.main.notice.show_message(Tone.ACCENT, "A note", "of several lines\n" * 20)
    stage.advance(0)


def test_a_call_is_scrolled_to_and_the_field_again_when_it_gets_the_keyboard(phone: WindowStage) -> None:
    _make_low(phone)
    phone.type_and_call("1002")
    phone.advance(1)
    bar = _area(phone).verticalScrollBar()
    wait_until(lambda: bar.value() > 0 and _is_in_view(phone, phone.card()), "the card in view")
    phone.main.setFocus()
    bar.setValue(0)
    assert not _is_in_view(phone, phone.main.dial.field)
    phone.main.focus_field()
    assert _is_in_view(phone, phone.main.dial.field)

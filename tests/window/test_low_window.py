"""In a window that is too low for everything, what matters now is scrolled to."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from softphone.basics.explanation import Explanation
from softphone.protocol.snapshots import EndKind, EndReason
from tests.fakes.fake_pbx import Ends
from tests.window.waiting import wait_until
from tests.window.window_stage import WindowStage
from ui.style.tokens import Tone
from ui.widgets.scroll_to import scroll_in
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


def test_what_is_too_high_for_its_place_is_shown_from_its_top(phone: WindowStage) -> None:
    phone.main.resize(400, 600)
    phone.engines.pbx.scripts["*43"] = ((0.05, Ends(EndReason(kind=EndKind.NOT_ACCEPTABLE, status_code=488))),)
    phone.main.call_now("*43")
    phone.advance(1)
    name = phone.card().name_label
    words = Explanation("No audio format in common " * 8, "Ask your administrator. " * 8)
    phone.card().show_call(replace(phone.card().call, end_text=words), "", 0.0)
    phone.main.calls.ensureVisible(0, 1000)
    scroll_in(phone.main.calls, phone.card())
    assert phone.card().height() > phone.main.calls.viewport().height()
    place = QRect(name.mapTo(phone.main.calls, QPoint(0, 0)), name.size())
    assert phone.main.calls.viewport().rect().contains(place)

"""Whoever talks while muted sees it, and can unmute there."""

from PySide6.QtWidgets import QWidget

from tests.window.window_stage import WindowStage
from ui.calls.muted_hint import SHOWN_S, MutedHint


def muted_talker(stage: WindowStage) -> MutedHint:
    """In a call, muted, and talking."""
    stage.type_and_call("1002")
    stage.advance(3)
    hint = stage.windows.calls.muted
    stage.engine.talk.talk()
    stage.advance(0.1)
    assert not hint.isVisible()
    stage.softphone.calls.set_muted(stage.card().call.call_id, True)
    stage.advance(0.1)
    stage.engine.talk.talk()
    stage.advance(0.1)
    return hint


def test_it_is_said_and_unmuted_there(phone: WindowStage) -> None:
    hint = muted_talker(phone)
    assert hint.isVisible()
    assert hint.title() == "You are muted"
    assert hint.accessibleName().startswith("You are muted Nobody hears what you say.")
    (unmute,) = hint.buttons()
    assert unmute.text() == "Unmute"
    unmute.click()
    phone.advance(0.1)
    assert not phone.card().call.leg.is_muted
    assert not hint.isVisible()


def test_it_goes_by_itself(phone: WindowStage) -> None:
    hint = muted_talker(phone)
    phone.advance(SHOWN_S + 0.1)
    assert not hint.isVisible()
    assert phone.card().call.leg.is_muted


def test_it_goes_with_the_call(phone: WindowStage) -> None:
    hint = muted_talker(phone)
    phone.engine.far_hangs_up(phone.card().call.leg.leg_id)
    phone.advance(0.1)
    assert not hint.isVisible()


def test_the_keyboard_reaches_it(phone: WindowStage) -> None:
    hint = muted_talker(phone)
    seen: list[QWidget | None] = []
    for _ in range(60):
        phone.main.focusNextPrevChild(True)
        seen.append(phone.main.focusWidget())
    assert hint.buttons()[0] in seen

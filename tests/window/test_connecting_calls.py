"""Two calls that exist already are connected with each other in one step."""

from tests.window.window_stage import WindowStage
from ui.calls.call_card import CallCard
from ui.calls.transfer_card import TransferCard


def _two_calls(stage: WindowStage) -> tuple[CallCard, CallCard]:
    """The one on hold, and the one that the user speaks in."""
    for number in ("1002", "1003"):
        stage.type_and_call(number)
        stage.advance(1)
    first, second = stage.main.calls.cards()
    return first, second


def test_the_button_connects_the_two(phone: WindowStage) -> None:
    held, active = _two_calls(phone)
    button = active.actions_row.connect_button
    assert button.isVisible()
    assert button.accessibleName() == "Connect 1003 with 1002, and leave them"
    assert held.actions_row.connect_button.isHidden()
    button.click()
    phone.advance(2)
    assert all(call.is_ended for call in phone.calls())
    assert {call.leg.end.kind.value for call in phone.calls() if call.leg.end} == {"transferred"}


def test_one_call_alone_has_no_such_button(phone: WindowStage) -> None:
    _, active = _two_calls(phone)
    phone.engine.far_hangs_up(phone.calls()[0].leg.leg_id)
    phone.advance(1)
    assert active.call.is_active
    assert active.actions_row.connect_button.isHidden()
    phone.engine.far_hangs_up(phone.calls()[1].leg.leg_id)
    phone.type_and_call("1004")
    phone.advance(1)
    assert phone.main.calls.cards()[0].actions_row.connect_button.isHidden()


def test_two_in_a_conference_are_left_by_its_own_button(phone: WindowStage) -> None:
    _, active = _two_calls(phone)
    phone.main.deeds.conference()
    phone.advance(1)
    assert phone.main.commands.connects_with(active.call) is None


def test_a_refusal_is_said_and_both_calls_can_be_kept(phone: WindowStage) -> None:
    phone.engines.pbx.refuses_replaces = 603
    _, active = _two_calls(phone)
    active.actions_row.connect_button.click()
    phone.advance(2)
    pair = phone.main.calls.findChild(TransferCard)
    assert pair is not None
    assert "declined" in pair.problem.text()
    assert pair.cancel.text() == "Keep both calls"
    pair.cancel.click()
    phone.advance(1)
    assert not any(call.is_ended for call in phone.calls())
    assert active.isVisible()
    assert active.actions_row.connect_button.isVisible()

"""The conference: who comes, who goes, who is heard, and what becomes of the calls."""

import pytest

from softphone.basics.explanation import Explanation
from softphone.basics.ids import CallId
from softphone.calls.call import CallAction
from softphone.calls.conference import MAX_MEMBERS, Conference, ConferenceFull
from softphone.history.entry import HistoryEntry, HistoryFilter
from softphone.protocol.commands import Hold, MixLegs, SetFarMuted, SetMeasuring, SetMuted, TransferToLeg
from softphone.protocol.snapshots import EndKind, LegState
from tests.unit.app.phone import Phone


class Desk:
    """A phone with two calls, the second one active, and its conference."""

    def __init__(self) -> None:
        self.phone = Phone.signed_in()
        self.conference: Conference = self.phone.app.conference
        self.first, self.second = self.phone.talk_to("1002"), self.phone.talk_to("1003")
        self.changes = 0
        self.conference.changed.add(lambda _: self._count())

    def _count(self) -> None:
        self.changes += 1

    def members(self) -> tuple[CallId, ...]:
        view = self.conference.view
        return () if view is None else tuple(member.call_id for member in view.members)

    def speaking(self) -> tuple[bool, ...]:
        view = self.conference.view
        return () if view is None else tuple(member.is_speaking for member in view.members)

    def joined(self) -> "Desk":
        self.conference.join((self.first, self.second))
        self.phone.advance()
        return self


def test_two_calls_become_one_conference_that_is_active_together() -> None:
    desk = Desk()
    phone, conference = desk.phone, desk.conference
    assert conference.view is None
    assert conference.can_join
    conference.join((desk.first, desk.second))
    assert desk.members() == (desk.first, desk.second)
    phone.advance()
    for call_id in (desk.first, desk.second):
        call = phone.call(call_id)
        assert call.is_active
        assert not call.is_held
        assert call.leg.is_mixed
    assert not conference.can_join
    assert desk.changes == 1


def test_a_third_is_consulted_and_added() -> None:
    desk = Desk().joined()
    third = desk.phone.talk_to("1004")
    assert all(desk.phone.call(call_id).is_held for call_id in (desk.first, desk.second))
    assert desk.conference.can_join
    desk.conference.add(third)
    desk.phone.advance()
    assert desk.members() == (desk.first, desk.second, third)
    assert all(not desk.phone.call(call_id).is_held for call_id in desk.members())
    assert all(desk.phone.call(call_id).leg.is_mixed for call_id in desk.members())


def test_adding_without_a_conference_takes_the_active_call_along() -> None:
    desk = Desk()
    desk.conference.add(desk.first)
    desk.phone.advance()
    assert set(desk.members()) == {desk.first, desk.second}


def test_a_call_that_rings_or_is_gone_is_not_joined() -> None:
    desk = Desk()
    ringing = desk.phone.calls.dial("ringing@pbx.example.com")
    desk.phone.advance()
    desk.conference.join((desk.first, ringing, CallId("gone")))
    assert desk.conference.view is None
    assert not desk.phone.told(MixLegs)


def test_who_hangs_up_leaves_and_the_last_one_is_a_plain_call() -> None:
    desk = Desk().joined()
    third = desk.phone.talk_to("1004")
    desk.conference.add(third)
    desk.phone.advance()
    desk.phone.engine.far_hangs_up(desk.phone.leg_id(desk.second))
    desk.phone.advance()
    assert desk.members() == (desk.first, third)
    desk.conference.drop(third)
    desk.phone.advance()
    assert desk.conference.view is None
    left = desk.phone.call(desk.first)
    assert left.is_active
    assert not left.leg.is_mixed
    assert left.state == LegState.ESTABLISHED
    desk.phone.calls.hold(desk.first)
    desk.phone.advance()
    assert desk.phone.call(desk.first).is_held


def test_a_member_is_taken_aside_and_the_others_wait() -> None:
    desk = Desk().joined()
    third = desk.phone.talk_to("1004")
    desk.conference.add(third)
    desk.phone.advance()
    holds = len(desk.phone.told(Hold))
    desk.conference.split(desk.second)
    desk.phone.advance()
    assert desk.members() == (desk.first, third)
    assert desk.phone.call(desk.second).is_active
    assert not desk.phone.call(desk.second).is_held
    assert all(desk.phone.call(call_id).is_held for call_id in (desk.first, third))
    assert len(desk.phone.told(Hold)) == holds + 2
    desk.conference.add(desk.second)
    desk.phone.advance()
    assert set(desk.members()) == {desk.first, third, desk.second}
    assert not any(desk.phone.call(call_id).is_held for call_id in desk.members())


@pytest.mark.parametrize("which", [0, 1])
def test_taking_one_of_two_aside_ends_the_conference_and_holds_the_other(which: int) -> None:
    desk = Desk().joined()
    aside, other = ((desk.first, desk.second), (desk.second, desk.first))[which]
    holds = len(desk.phone.told(Hold))
    desk.conference.split(aside)
    desk.phone.advance()
    assert desk.conference.view is None
    assert desk.phone.call(aside).is_active
    assert desk.phone.call(other).is_held
    assert len(desk.phone.told(Hold)) == holds + 1
    assert not desk.phone.call(aside).leg.is_mixed


def test_hold_and_resume_are_for_all() -> None:
    desk = Desk().joined()
    desk.phone.calls.hold(desk.second)
    desk.phone.advance()
    assert all(desk.phone.call(call_id).is_held for call_id in desk.members())
    desk.phone.calls.resume(desk.first)
    desk.phone.advance()
    assert not any(desk.phone.call(call_id).is_held for call_id in desk.members())
    assert len(desk.members()) == 2


def test_the_microphone_is_one_for_all() -> None:
    desk = Desk()
    desk.phone.calls.set_muted(desk.second, True)
    desk.phone.advance()
    desk.joined()
    assert all(desk.phone.call(call_id).leg.is_muted for call_id in desk.members())
    desk.phone.calls.set_muted(desk.first, False)
    desk.phone.advance()
    assert not any(desk.phone.call(call_id).leg.is_muted for call_id in desk.members())
    assert desk.phone.told(SetMuted)


def test_a_member_is_muted_at_once_and_it_is_taken_back_when_refused() -> None:
    desk = Desk().joined()
    desk.conference.set_far_muted(desk.first, True)
    view = desk.conference.view
    assert view is not None
    assert [member.is_far_muted for member in view.members] == [True, False]
    desk.phone.advance()
    assert desk.phone.call(desk.first).leg.is_far_muted
    desk.conference.set_far_muted(desk.first, False)
    desk.phone.advance()
    assert not desk.phone.call(desk.first).leg.is_far_muted
    assert len(desk.phone.told(SetFarMuted)) == 2


def test_who_speaks_is_shown_through_pauses_but_not_for_long() -> None:
    desk = Desk().joined()
    levels = desk.phone.engine.mixing.levels
    levels[desk.phone.leg_id(desk.first)] = -30.0
    desk.phone.advance(0.3)
    assert desk.speaking() == (True, False)
    levels[desk.phone.leg_id(desk.first)] = -70.0
    desk.phone.advance(0.4)
    assert desk.speaking() == (True, False)
    desk.phone.advance(1.5)
    assert desk.speaking() == (False, False)
    changes = desk.changes
    desk.phone.advance(2)
    assert desk.changes == changes


def test_levels_are_measured_only_during_a_conference() -> None:
    desk = Desk()

    def fastest_ms() -> int | None:
        last = desk.phone.told(SetMeasuring)[-1]
        assert isinstance(last, SetMeasuring)
        return last.interval_ms if last.is_on else None

    before = fastest_ms()
    desk.joined()
    assert fastest_ms() == 200
    desk.conference.end()
    desk.phone.advance()
    assert fastest_ms() != 200
    assert before != 200


def test_the_end_hangs_up_on_everybody() -> None:
    desk = Desk().joined()
    desk.conference.end()
    desk.phone.advance(0.1)
    assert desk.conference.view is None
    assert all(desk.phone.call(call_id).is_ended for call_id in (desk.first, desk.second))


def test_a_ninth_is_refused_in_words() -> None:
    desk = Desk().joined()
    for number in range(2, MAX_MEMBERS):
        desk.conference.add(desk.phone.talk_to(f"20{number}"))
        desk.phone.advance()
    assert len(desk.members()) == MAX_MEMBERS
    ninth = desk.phone.talk_to("2009")
    assert not desk.conference.can_join
    with pytest.raises(ConferenceFull, match="eight"):
        desk.conference.add(ninth)
    assert len(desk.members()) == MAX_MEMBERS
    assert desk.phone.call(ninth).is_active


def test_the_two_others_are_left_with_each_other() -> None:
    desk = Desk().joined()
    assert desk.conference.can_leave_joined
    desk.conference.leave_joined()
    desk.phone.advance(3)
    assert len(desk.phone.told(TransferToLeg)) == 1
    ends = [call.leg.end.kind for call in desk.phone.seen if call.is_ended and call.leg.end]
    assert ends == [EndKind.TRANSFERRED, EndKind.TRANSFERRED]
    assert desk.conference.view is None


def test_with_three_nobody_is_left_joined() -> None:
    desk = Desk().joined()
    desk.conference.add(desk.phone.talk_to("1004"))
    desk.phone.advance()
    assert not desk.conference.can_leave_joined
    desk.conference.leave_joined()
    assert not desk.phone.told(TransferToLeg)


def test_one_member_is_transferred_and_the_others_go_on() -> None:
    desk = Desk().joined()
    third = desk.phone.talk_to("1004")
    desk.conference.add(third)
    desk.phone.advance()
    desk.phone.app.transfers.blind(third, "1005")
    desk.phone.advance(0.1)
    assert not desk.phone.call(desk.first).is_held
    assert desk.phone.call(desk.first).is_active
    desk.phone.advance(6)
    assert desk.members() == (desk.first, desk.second)
    assert not any(desk.phone.call(call_id).is_held for call_id in desk.members())


def test_an_introduction_is_a_conference() -> None:
    phone = Phone.signed_in()
    caller = phone.talk_to("1002")
    target = phone.app.transfers.consult(caller, "1003")
    phone.advance()
    phone.app.transfers.introduce(caller)
    phone.advance()
    view = phone.app.conference.view
    assert view is not None
    assert {member.call_id for member in view.members} == {caller, target}
    phone.app.transfers.complete(caller)
    phone.advance(3)
    assert phone.app.conference.view is None


def test_a_lost_engine_ends_the_conference_too() -> None:
    desk = Desk().joined()
    desk.phone.engine.crash()
    desk.phone.advance(0.1)
    assert desk.conference.view is None
    desk.phone.advance(10)
    first, second = desk.phone.talk_to("1002"), desk.phone.talk_to("1003")
    desk.conference.join((first, second))
    desk.phone.advance()
    assert desk.members() == (first, second)


def test_each_call_keeps_a_record_of_its_own() -> None:
    desk = Desk().joined()
    desk.conference.end()
    desk.phone.advance(5)
    entries: list[HistoryEntry] = []
    desk.phone.app.history.page(HistoryFilter(), None, 10, lambda page: entries.extend(page.entries))
    desk.phone.advance(1)
    assert {entry.presented_number for entry in entries} == {"1002", "1003"}


def test_problems_are_said() -> None:
    desk = Desk().joined()
    said: list[Explanation] = []
    desk.conference.problem.add(said.append)
    desk.phone.engine.pbx.refuses_replaces = 603
    desk.conference.leave_joined()
    desk.phone.advance(3)
    assert [each.title for each in said] == ["The two could not be connected with each other."]
    assert len(desk.members()) == 2
    assert CallAction.TRANSFER in desk.phone.call(desk.first).actions

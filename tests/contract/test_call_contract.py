"""Contract: the life of a call leg, dialled and incoming."""

import pytest

from softphone.basics.ids import LegId
from softphone.protocol.commands import Answer, AnyCommand, Dial, HangUp, Hold, Reject, Resume, SendDtmf, SetMuted
from softphone.protocol.events import CallLegChanged, DtmfReceived, RejectCode, Rejected
from softphone.protocol.snapshots import (
    CallLegSnapshot,
    Direction,
    EndKind,
    HoldState,
    LegState,
    RejectReason,
)
from tests.contract.conftest import ALICE
from tests.contract.stations import FarParty, Station

L = LegState


def _talk(near: Station, far: FarParty) -> LegId:
    leg_id = near.dial(ALICE, far.target)
    far.answer()
    near.wait_state(leg_id, L.ESTABLISHED)
    return leg_id


def _end(leg: CallLegSnapshot) -> tuple[EndKind, int | None]:
    assert leg.state == L.ENDED
    assert leg.end is not None
    assert leg.ended_at_s is not None
    return leg.end.kind, leg.end.status_code


def _cause_of_last(near: Station, leg_id: LegId) -> int | None:
    return [f.cause for f in near.frames if isinstance(f.event, CallLegChanged) and f.event.leg.leg_id == leg_id][-1]


def test_dialled_call_from_ringback_to_hang_up(near: Station, far: FarParty) -> None:
    leg_id = LegId("chosen-by-us")
    dial_id = near.accepted(Dial(leg_id=leg_id, account_id=ALICE, target=far.target))
    far.wait_ringing()
    near.wait_state(leg_id, L.RINGBACK)
    far.answer()
    leg = near.wait_state(leg_id, L.ESTABLISHED)
    assert near.history(leg_id)[0].state == L.CALLING
    assert near.causes(CallLegChanged) == {dial_id}
    assert leg.direction == Direction.OUTGOING
    assert leg.account_id == ALICE
    assert leg.answered_at_s is not None
    assert leg.started_at_s <= leg.answered_at_s
    assert leg.sip_call_id
    near.wait_leg(leg_id, lambda leg: leg.media is not None and bool(leg.media.codec), "media")
    hang_up_id = near.accepted(HangUp(leg_id=leg_id))
    ended = near.wait_state(leg_id, L.ENDED)
    assert _end(ended)[0] == EndKind.LOCAL_HANG_UP
    assert _cause_of_last(near, leg_id) == hang_up_id
    assert near.states(leg_id) == [L.CALLING, L.RINGBACK, L.ESTABLISHED, L.ENDED]
    far.wait_ended()


def test_ended_leg_is_unknown_and_nothing_comes_after(near: Station, far: FarParty) -> None:
    leg_id = _talk(near, far)
    far.hang_up()
    assert _end(near.wait_state(leg_id, L.ENDED))[0] == EndKind.REMOTE_HANG_UP
    count = len(near.history(leg_id))
    reply = near.reply(HangUp(leg_id=leg_id))
    assert isinstance(reply, Rejected)
    assert reply.code == RejectCode.UNKNOWN_LEG
    near.settle()
    assert len(near.history(leg_id)) == count


def test_leg_id_is_used_once(near: Station, far: FarParty) -> None:
    leg_id = _talk(near, far)
    for _ in range(2):
        reply = near.reply(Dial(leg_id=leg_id, account_id=ALICE, target=far.target))
        assert isinstance(reply, Rejected)
        assert reply.code == RejectCode.BAD_ARGUMENT
        if near.leg(leg_id).state != L.ENDED:
            near.accepted(HangUp(leg_id=leg_id))
            near.wait_state(leg_id, L.ENDED)


def test_cancel_before_the_answer(near: Station, far: FarParty) -> None:
    leg_id = near.dial(ALICE, far.target)
    far.wait_ringing()
    near.wait_state(leg_id, L.RINGBACK)
    near.accepted(HangUp(leg_id=leg_id))
    assert _end(near.wait_state(leg_id, L.ENDED)) == (EndKind.CANCELLED, 487)
    far.wait_ended()


@pytest.mark.parametrize(
    ("reason", "end"),
    [(RejectReason.BUSY, (EndKind.BUSY, 486)), (RejectReason.DECLINE, (EndKind.DECLINED, 603))],
)
def test_far_party_refuses(near: Station, far: FarParty, reason: RejectReason, end: tuple[EndKind, int]) -> None:
    leg_id = near.dial(ALICE, far.target)
    far.wait_ringing()
    far.reject(reason)
    assert _end(near.wait_state(leg_id, L.ENDED)) == end
    assert L.ESTABLISHED not in near.states(leg_id)


def test_incoming_call_is_answered(near: Station, far: FarParty) -> None:
    far.call_near()
    alerting = near.wait_incoming()
    assert alerting.direction == Direction.INCOMING
    assert alerting.account_id == ALICE
    assert alerting.remote.number == "1002"
    assert alerting.remote.name == "Bob Baker"
    assert alerting.answered_at_s is None
    answer_id = near.accepted(Answer(leg_id=alerting.leg_id))
    leg = near.wait_state(alerting.leg_id, L.ESTABLISHED)
    assert leg.answered_at_s is not None
    assert near.states(alerting.leg_id) == [L.ALERTING, L.ANSWERING, L.ESTABLISHED]
    assert near.causes(CallLegChanged) == {None, answer_id}
    far.hang_up()
    assert _end(near.wait_state(alerting.leg_id, L.ENDED))[0] == EndKind.REMOTE_HANG_UP


@pytest.mark.parametrize(("reason", "code"), [(RejectReason.BUSY, 486), (RejectReason.DECLINE, 603)])
def test_incoming_call_is_rejected(near: Station, far: FarParty, reason: RejectReason, code: int) -> None:
    far.call_near()
    leg_id = near.wait_incoming().leg_id
    command_id = near.accepted(Reject(leg_id=leg_id, reason=reason))
    assert _end(near.wait_state(leg_id, L.ENDED)) == (EndKind.REJECTED, code)
    assert _cause_of_last(near, leg_id) == command_id
    far.wait_ended()


def test_incoming_call_is_declined_by_hang_up(near: Station, far: FarParty) -> None:
    far.call_near()
    leg_id = near.wait_incoming().leg_id
    near.accepted(HangUp(leg_id=leg_id))
    assert _end(near.wait_state(leg_id, L.ENDED)) == (EndKind.REJECTED, 603)
    far.wait_ended()


def test_caller_gives_up(near: Station, far: FarParty) -> None:
    far.call_near()
    leg_id = near.wait_incoming().leg_id
    far.hang_up()
    assert _end(near.wait_state(leg_id, L.ENDED))[0] == EndKind.MISSED
    assert near.states(leg_id) == [L.ALERTING, L.ENDED]


def test_hold_and_resume_by_both_sides(near: Station, far: FarParty) -> None:
    leg_id = _talk(near, far)

    def wait_hold(hold: HoldState) -> None:
        near.wait_leg(leg_id, lambda leg: leg.hold == hold, f"hold {hold}")

    hold_id = near.accepted(Hold(leg_id=leg_id))
    wait_hold(HoldState.LOCAL)
    assert _cause_of_last(near, leg_id) == hold_id
    far.hold()
    wait_hold(HoldState.BOTH)
    near.accepted(Resume(leg_id=leg_id))
    wait_hold(HoldState.REMOTE)
    far.resume()
    wait_hold(HoldState.NONE)
    far.hold()
    wait_hold(HoldState.REMOTE)
    near.accepted(Hold(leg_id=leg_id))
    wait_hold(HoldState.BOTH)
    far.resume()
    wait_hold(HoldState.LOCAL)
    resume_id = near.accepted(Resume(leg_id=leg_id))
    wait_hold(HoldState.NONE)
    assert _cause_of_last(near, leg_id) == resume_id
    assert near.states(leg_id)[-1] == L.ESTABLISHED


def test_hold_twice_and_resume_of_what_is_not_held_are_rejected(near: Station, far: FarParty) -> None:
    leg_id = _talk(near, far)
    first = near.reply(Resume(leg_id=leg_id))
    near.accepted(Hold(leg_id=leg_id))
    near.wait_leg(leg_id, lambda leg: leg.hold == HoldState.LOCAL)
    second = near.reply(Hold(leg_id=leg_id))
    for reply in (first, second):
        assert isinstance(reply, Rejected)
        assert reply.code == RejectCode.WRONG_STATE


def test_mute_and_unmute(near: Station, far: FarParty) -> None:
    leg_id = _talk(near, far)
    for is_muted in (True, False):
        command_id = near.accepted(SetMuted(leg_id=leg_id, is_muted=is_muted))
        near.wait_leg(leg_id, lambda leg, is_muted=is_muted: leg.is_muted == is_muted, "mute")  # type: ignore[misc]
        assert _cause_of_last(near, leg_id) == command_id


def test_commands_in_the_wrong_state_are_rejected(near: Station, far: FarParty) -> None:
    leg_id = near.dial(ALICE, far.target)
    far.wait_ringing()
    ringing: list[AnyCommand] = [
        Answer(leg_id=leg_id), Reject(leg_id=leg_id), Hold(leg_id=leg_id), Resume(leg_id=leg_id),
        SendDtmf(leg_id=leg_id, digits="1"),
    ]  # fmt: skip
    replies = [near.reply(command) for command in ringing]
    far.answer()
    near.wait_state(leg_id, L.ESTABLISHED)
    replies += [near.reply(command) for command in (Answer(leg_id=leg_id), Reject(leg_id=leg_id))]
    assert [reply.code for reply in replies if isinstance(reply, Rejected)] == [RejectCode.WRONG_STATE] * 7


def test_digits_reach_the_far_party_in_order(near: Station, far: FarParty) -> None:
    leg_id = _talk(near, far)
    near.settle(0.3)
    near.accepted(SendDtmf(leg_id=leg_id, digits="12*#"))
    near.accepted(SendDtmf(leg_id=leg_id, digits="9"))
    near.wait(lambda: far.digits() == "12*#9", "the digits")


def test_digits_of_the_far_party_are_told(near: Station, far: FarParty) -> None:
    leg_id = _talk(near, far)
    near.settle(0.3)
    far.send_digit("7")
    event = near.wait_event(DtmfReceived)
    assert (event.leg_id, event.digit) == (leg_id, "7")


def test_digits_that_are_none_are_rejected(near: Station, far: FarParty) -> None:
    leg_id = _talk(near, far)
    for digits in ("", "x", "1 2", "é"):
        reply = near.reply(SendDtmf(leg_id=leg_id, digits=digits))
        assert isinstance(reply, Rejected), digits
        assert reply.code == RejectCode.BAD_ARGUMENT


def test_snapshots_are_whole(near: Station, far: FarParty) -> None:
    leg_id = _talk(near, far)
    near.accepted(SetMuted(leg_id=leg_id, is_muted=True))
    near.accepted(Hold(leg_id=leg_id))
    near.wait_leg(leg_id, lambda leg: leg.hold == HoldState.LOCAL)
    far.hang_up()
    near.wait_state(leg_id, L.ENDED)
    history = near.history(leg_id)
    constant = {(leg.account_id, leg.direction, leg.started_at_s) for leg in history}
    assert len(constant) == 1
    last = history[-1]
    assert last.answered_at_s is not None
    assert last.is_muted
    assert last.sip_call_id

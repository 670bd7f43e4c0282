"""Contract: transfers that we ask for, blind and of one leg to another."""

from collections.abc import Sequence

import pytest

from softphone.basics.ids import LegId
from softphone.protocol.commands import Hold, Transfer, TransferToLeg
from softphone.protocol.events import RejectCode, Rejected
from softphone.protocol.snapshots import CallLegSnapshot, EndKind, HoldState, LegState, TransferState
from tests.contract.conftest import ALICE, ECHO, NOBODY, Bench
from tests.contract.stations import FarParty, Station

T = TransferState


def _talk(near: Station, far: FarParty) -> LegId:
    leg_id = near.dial(ALICE, far.target)
    far.answer()
    near.wait_state(leg_id, LegState.ESTABLISHED)
    return leg_id


def _steps(near: Station, leg_id: LegId) -> list[TransferState]:
    """The states that the transfer went through, each once."""
    steps: list[TransferState] = []
    for leg in near.history(leg_id):
        if leg.transfer is not None and leg.transfer.state not in steps[-1:]:
            steps.append(leg.transfer.state)
    return steps


def _end(leg: CallLegSnapshot) -> EndKind:
    assert leg.end is not None
    return leg.end.kind


def test_blind_transfer_from_the_request_to_the_end(bench: Bench, near: Station, far: FarParty) -> None:
    leg_id = _talk(near, far)
    near.accepted(Hold(leg_id=leg_id))
    near.wait_leg(leg_id, lambda leg: leg.hold == HoldState.LOCAL, "hold")
    target = bench.target(ECHO)
    cause = near.accepted(Transfer(leg_id=leg_id, target=target))
    ended = near.wait_state(leg_id, LegState.ENDED)
    assert _end(ended) == EndKind.TRANSFERRED
    steps = _steps(near, leg_id)
    assert steps[:2] == [T.REQUESTED, T.ACCEPTED]
    assert steps[-1] == T.SUCCEEDED
    assert ended.transfer is not None
    assert ended.transfer.target == target
    transfers = [f for f in near.frames if getattr(getattr(f.event, "leg", None), "transfer", None) is not None]
    assert {frame.cause for frame in transfers} == {cause}


def test_blind_transfer_to_nobody_leaves_the_leg_as_it_was(bench: Bench, near: Station, far: FarParty) -> None:
    leg_id = _talk(near, far)
    near.accepted(Hold(leg_id=leg_id))
    near.wait_leg(leg_id, lambda leg: leg.hold == HoldState.LOCAL, "hold")
    near.accepted(Transfer(leg_id=leg_id, target=bench.target(NOBODY)))
    leg = near.wait_leg(leg_id, lambda leg: leg.transfer is not None and leg.transfer.state == T.FAILED, "failure")
    assert leg.transfer is not None
    assert (leg.transfer.status_code or 0) >= 400
    assert (leg.state, leg.hold) == (LegState.ESTABLISHED, HoldState.LOCAL)


def test_two_legs_are_joined_and_end(bench: Bench, near: Station, far: FarParty) -> None:
    first = _talk(near, far)
    near.accepted(Hold(leg_id=first))
    near.wait_leg(first, lambda leg: leg.hold == HoldState.LOCAL, "hold")
    second = near.dial(ALICE, bench.target(ECHO))
    near.wait_state(second, LegState.ESTABLISHED)
    near.accepted(TransferToLeg(leg_id=first, target_leg_id=second))
    for leg_id in (first, second):
        assert _end(near.wait_state(leg_id, LegState.ENDED)) == EndKind.TRANSFERRED
    assert _steps(near, first)[0] == T.REQUESTED
    assert _steps(near, second) == []


def test_what_cannot_be_transferred_is_refused(bench: Bench, near: Station, far: FarParty) -> None:
    leg_id = near.dial(ALICE, far.target)
    far.wait_ringing()
    target = bench.target(ECHO)
    unknown = LegId("leg-unknown")
    refused = [
        (Transfer(leg_id=leg_id, target=target), RejectCode.WRONG_STATE),
        (Transfer(leg_id=unknown, target=target), RejectCode.UNKNOWN_LEG),
    ]
    _check(near, refused)
    far.answer()
    near.wait_state(leg_id, LegState.ESTABLISHED)
    _check(
        near,
        [
            (Transfer(leg_id=leg_id, target="no address"), RejectCode.BAD_ARGUMENT),
            (TransferToLeg(leg_id=leg_id, target_leg_id=leg_id), RejectCode.BAD_ARGUMENT),
            (TransferToLeg(leg_id=leg_id, target_leg_id=unknown), RejectCode.UNKNOWN_LEG),
        ],
    )
    near.accepted(Transfer(leg_id=leg_id, target=target))
    _check(near, [(Transfer(leg_id=leg_id, target=target), RejectCode.WRONG_STATE)])


def _check(near: Station, refused: Sequence[tuple[Transfer | TransferToLeg, RejectCode]]) -> None:
    for command, code in refused:
        reply = near.reply(command)
        assert isinstance(reply, Rejected), command
        assert reply.code == code


@pytest.mark.parametrize("is_blind", [True, False])
def test_a_far_party_that_hangs_up_ends_the_leg(bench: Bench, near: Station, far: FarParty, is_blind: bool) -> None:
    leg_id = _talk(near, far)
    if is_blind:
        far.hang_up()
        near.send(Transfer(leg_id=leg_id, target=bench.target(ECHO)))
    else:
        second = near.dial(ALICE, bench.target(ECHO))
        near.wait_state(second, LegState.ESTABLISHED)
        far.hang_up()
        near.send(TransferToLeg(leg_id=leg_id, target_leg_id=second))
    assert _end(near.wait_state(leg_id, LegState.ENDED)) == EndKind.REMOTE_HANG_UP

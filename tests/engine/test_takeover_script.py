"""Two engines and a third: REFER that is followed or refused, INVITE with Replaces that takes a call's place."""

from collections.abc import Iterator

import pytest

from softphone.basics.ids import AccountId, LegId, new_leg_id
from softphone.protocol.commands import Answer, Dial, HangUp, Hold, SetMuted, Transfer, TransferToLeg
from softphone.protocol.events import CallLegChanged
from softphone.protocol.snapshots import (
    CallLegSnapshot,
    DialogToReplace,
    Direction,
    EndKind,
    HoldState,
    LegState,
    TransferState,
)
from tests.harness.engine_pair import ALICE, EnginePair
from tests.harness.engine_process import EngineProcess, local_account, udp_port

CAROL = AccountId("carol")


class Three:
    """Alice, Bob and Carol, straight to each other."""

    def __init__(self, alice: EngineProcess, bob: EngineProcess, carol: EngineProcess) -> None:
        self.alice, self.bob, self.carol = alice, bob, carol
        self.pair = EnginePair(alice, bob)
        carol.wait_started()
        carol.put_account(local_account("carol"))
        self.carol_uri = f"sip:carol@127.0.0.1:{udp_port(carol)}"
        self.bob_uri = f"sip:bob@127.0.0.1:{self.pair.bob_port}"


@pytest.fixture
def three() -> Iterator[Three]:
    with EngineProcess() as alice, EngineProcess() as bob, EngineProcess() as carol:
        yield Three(alice, bob, carol)


def wait_replacing(engine: EngineProcess, old: LegId) -> CallLegSnapshot:
    """The first word of the leg that takes the old one's place."""
    return engine.wait(CallLegChanged, lambda event: event.leg.replaces == old).leg


def end_kind(engine: EngineProcess, leg_id: LegId) -> EndKind:
    end = engine.wait_leg(leg_id, LegState.ENDED).end
    assert end is not None
    return end.kind


def wait_transfer(engine: EngineProcess, leg_id: LegId, state: TransferState) -> CallLegSnapshot:
    return engine.wait_leg(leg_id, lambda leg: leg.transfer is not None and leg.transfer.state == state)


def test_a_refer_is_followed_and_reported_to_the_end(three: Three) -> None:
    at_alice, at_bob = three.pair.talk()
    three.bob.do(SetMuted(leg_id=at_bob, is_muted=True))
    three.alice.do(Transfer(leg_id=at_alice, target=three.carol_uri))
    new = wait_replacing(three.bob, at_bob)
    assert (new.direction, new.remote.number, new.is_muted) == (Direction.OUTGOING, "carol", True)
    assert new.referred_by is not None
    assert new.referred_by.number == "alice"
    at_carol = three.carol.wait_incoming()
    wait_transfer(three.alice, at_alice, TransferState.RINGING)
    assert three.bob.leg(at_bob).state == LegState.ESTABLISHED
    three.carol.do(Answer(leg_id=at_carol.leg_id))
    wait_transfer(three.alice, at_alice, TransferState.SUCCEEDED)
    assert end_kind(three.alice, at_alice) == EndKind.TRANSFERRED
    assert end_kind(three.bob, at_bob) == EndKind.REPLACED
    three.bob.wait_leg(new.leg_id, LegState.ESTABLISHED)
    three.carol.do(HangUp(leg_id=at_carol.leg_id))
    assert end_kind(three.bob, new.leg_id) == EndKind.REMOTE_HANG_UP


def test_a_refer_to_somebody_who_declines_leaves_the_call_as_it_is(three: Three) -> None:
    at_alice, at_bob = three.pair.talk()
    three.alice.do(Transfer(leg_id=at_alice, target=three.carol_uri))
    new = wait_replacing(three.bob, at_bob)
    three.carol.do(HangUp(leg_id=three.carol.wait_incoming().leg_id))
    failed = wait_transfer(three.alice, at_alice, TransferState.FAILED).transfer
    assert failed is not None
    assert failed.status_code == 603
    assert end_kind(three.bob, new.leg_id) == EndKind.DECLINED
    for engine, leg_id in ((three.alice, at_alice), (three.bob, at_bob)):
        assert engine.leg(leg_id).state == LegState.ESTABLISHED
    three.alice.do(Transfer(leg_id=at_alice, target=three.carol_uri))  # and may be tried again
    three.carol.wait_incoming(since=len(three.carol.frames))


def test_a_transferor_who_leaves_at_once_does_not_end_the_call(three: Three) -> None:
    at_alice, at_bob = three.pair.talk()
    three.alice.do(Transfer(leg_id=at_alice, target=three.carol_uri))
    new = wait_replacing(three.bob, at_bob)
    at_carol = three.carol.wait_incoming()
    three.alice.do(HangUp(leg_id=at_alice))
    assert end_kind(three.bob, at_bob) == EndKind.REPLACED
    three.carol.do(Answer(leg_id=at_carol.leg_id))
    three.bob.wait_leg(new.leg_id, LegState.ESTABLISHED)


def test_a_refer_is_refused_where_the_account_follows_none(three: Three) -> None:
    three.pair.configure(follows_transfers=False)
    at_alice, at_bob = three.pair.talk()
    three.alice.do(Transfer(leg_id=at_alice, target=three.carol_uri))
    failed = wait_transfer(three.alice, at_alice, TransferState.FAILED).transfer
    assert failed is not None
    assert failed.status_code == 603
    assert three.bob.leg(at_bob).state == LegState.ESTABLISHED


def test_a_refer_to_what_is_no_address_is_refused(three: Three) -> None:
    at_alice, _ = three.pair.talk()
    three.alice.do(Transfer(leg_id=at_alice, target="sip:carol@name.that-nobody-knows.invalid"))
    failed = wait_transfer(three.alice, at_alice, TransferState.FAILED).transfer
    assert failed is not None
    assert failed.status_code == 480


def test_two_far_parties_are_joined_and_nobody_answers_twice(three: Three) -> None:
    at_alice, at_bob = three.pair.talk()
    three.alice.do(Hold(leg_id=at_alice))
    three.alice.wait_leg(at_alice, lambda leg: leg.hold == HoldState.LOCAL)
    consult = three.alice.dial(ALICE, three.carol_uri)
    at_carol = three.carol.wait_incoming().leg_id
    three.carol.do(Answer(leg_id=at_carol))
    three.alice.wait_leg(consult, LegState.ESTABLISHED)
    three.alice.do(TransferToLeg(leg_id=at_alice, target_leg_id=consult))
    for leg_id in (at_alice, consult):
        assert end_kind(three.alice, leg_id) == EndKind.TRANSFERRED
    for engine, old, who in ((three.bob, at_bob, "carol"), (three.carol, at_carol, "bob")):
        assert end_kind(engine, old) == EndKind.REPLACED
        new = wait_replacing(engine, old)
        assert engine.wait_leg(new.leg_id, LegState.ESTABLISHED).remote.number == who


def test_an_invite_that_replaces_nothing_is_refused(three: Three) -> None:
    three.pair.talk()
    leg_id = new_leg_id()
    unknown = DialogToReplace(call_id="nobody-has-this", to_tag="a", from_tag="b")
    three.carol.do(Dial(leg_id=leg_id, account_id=CAROL, target=three.bob_uri, replaces=unknown))
    end = three.carol.wait_leg(leg_id, LegState.ENDED).end
    assert end is not None
    assert end.status_code == 481

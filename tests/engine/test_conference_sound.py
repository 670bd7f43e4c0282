"""Who hears whom in a conference, and what a recording holds: each party says a tone of its own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from softphone.basics.ids import LegId
from softphone.protocol.commands import HangUp, Hold, MixLegs, Resume, SetFarMuted, SetMeasuring, SetMuted
from softphone.protocol.events import LegLevelsMeasured
from softphone.protocol.snapshots import HoldState, LegState
from tests.harness.tone_phones import ToneDesk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ToneDesk]:
    with ExitStack() as stack:
        yield ToneDesk(tmp_path, stack)


def test_three_hear_each_other_but_who_is_muted_held_or_gone(desk: ToneDesk) -> None:
    alice, bob, carol = desk.alice, desk.bob, desk.carol
    to_bob, at_bob = alice.call(bob)
    to_carol, _ = alice.call(carol)
    alice.wait_hearing("bob", "carol")
    bob.wait_hearing("alice")
    cause = alice.engine.do(MixLegs(leg_ids=(to_bob, to_carol)))
    for leg_id in (to_bob, to_carol):
        alice.engine.wait_leg(leg_id, lambda leg: leg.is_mixed)
    assert any(frame.cause == cause for frame in alice.engine.frames)
    alice.wait_hearing("bob", "carol")
    bob.wait_hearing("alice", "carol")
    carol.wait_hearing("alice", "bob")

    alice.engine.do(SetFarMuted(leg_id=to_carol, is_muted=True))
    alice.engine.wait_leg(to_carol, lambda leg: leg.is_far_muted)
    bob.wait_hearing("alice")
    alice.wait_hearing("bob")
    carol.wait_hearing("alice", "bob")
    alice.engine.do(SetFarMuted(leg_id=to_carol, is_muted=False))
    bob.wait_hearing("alice", "carol")

    for leg_id in (to_bob, to_carol):
        alice.engine.do(SetMuted(leg_id=leg_id, is_muted=True))
    bob.wait_hearing("carol")
    carol.wait_hearing("bob")
    for leg_id in (to_bob, to_carol):
        alice.engine.do(SetMuted(leg_id=leg_id, is_muted=False))

    alice.engine.do(Hold(leg_id=to_carol))
    alice.engine.wait_leg(to_carol, lambda leg: leg.hold == HoldState.LOCAL)
    bob.wait_hearing("alice")
    alice.wait_hearing("bob")
    since = len(alice.engine.frames)
    alice.engine.do(Resume(leg_id=to_carol))
    alice.engine.wait_leg(to_carol, lambda leg: leg.hold == HoldState.NONE, since=since)
    bob.wait_hearing("alice", "carol")
    carol.wait_hearing("alice", "bob")

    since = len(alice.engine.frames)
    bob.engine.do(HangUp(leg_id=at_bob))
    alice.engine.wait_leg(to_bob, LegState.ENDED)
    alice.engine.wait_leg(to_carol, lambda leg: not leg.is_mixed, since=since)
    alice.wait_hearing("carol")
    carol.wait_hearing("alice")


def test_the_end_of_the_conference_leaves_plain_calls(desk: ToneDesk) -> None:
    to_bob, _ = desk.alice.call(desk.bob)
    to_carol, _ = desk.alice.call(desk.carol)
    desk.alice.engine.do(MixLegs(leg_ids=(to_bob, to_carol)))
    desk.bob.wait_hearing("alice", "carol")
    desk.alice.engine.do(MixLegs(leg_ids=()))
    desk.bob.wait_hearing("alice")
    desk.carol.wait_hearing("alice")
    desk.alice.wait_hearing("bob", "carol")


def test_who_speaks_is_measured(desk: ToneDesk) -> None:
    alice = desk.alice.engine
    to_bob, _ = desk.alice.call(desk.bob)
    to_carol, at_carol = desk.alice.call(desk.carol)
    alice.do(SetMeasuring(is_on=True, interval_ms=50))
    alice.do(MixLegs(leg_ids=(to_bob, to_carol)))
    both_loud = measured(to_bob, to_carol, lambda bob, carol: bob > -35 and carol > -35)
    alice.wait(LegLevelsMeasured, both_loud)
    since = len(alice.frames)
    desk.carol.engine.do(SetMuted(leg_id=at_carol, is_muted=True))
    alice.wait(LegLevelsMeasured, measured(to_bob, to_carol, lambda bob, carol: bob > -35 and carol < -60), since=since)


def measured(first: LegId, second: LegId, is_so: Callable[[float, float], bool]) -> Callable[[LegLevelsMeasured], bool]:
    def check(event: LegLevelsMeasured) -> bool:
        levels = {level.leg_id: level.dbfs for level in event.levels}
        return set(levels) == {first, second} and is_so(levels[first], levels[second])

    return check

"""A window that does not read for a while: calls go on, no state is lost, and numbers have no gap."""

import fcntl

from softphone.protocol.commands import HangUp, Hold, Resume, SetMeasuring
from softphone.protocol.events import CallLegChanged, LevelsMeasured
from softphone.protocol.snapshots import HoldState, LegState
from tests.harness.engine_pair import EnginePair

_SMALLEST_PIPE = 4096


def test_state_waits_and_levels_are_overtaken(pair: EnginePair) -> None:
    alice, bob = pair.alice, pair.bob
    assert alice.process.stdout is not None
    fcntl.fcntl(alice.process.stdout, fcntl.F_SETPIPE_SZ, _SMALLEST_PIPE)
    a, b = pair.talk()
    alice.do(SetMeasuring(is_on=True, interval_ms=20))
    since = len(alice.frames)
    for _ in range(30):
        for command, hold in ((Hold(leg_id=b), HoldState.LOCAL), (Resume(leg_id=b), HoldState.NONE)):
            told = len(bob.frames)
            bob.do(command)
            bob.wait_leg(b, lambda leg, hold=hold: leg.hold == hold, since=told)  # type: ignore[misc]
    bob.do(HangUp(leg_id=b))
    bob.wait_leg(b, LegState.ENDED)
    bob.read_for(1.0)
    alice.wait_leg(a, LegState.ENDED)
    assert [frame.seq for frame in alice.frames] == list(range(1, len(alice.frames) + 1))
    legs = [frame.event.leg for frame in alice.frames[since:] if isinstance(frame.event, CallLegChanged)]
    assert sum(leg.hold == HoldState.REMOTE and leg.state == LegState.ESTABLISHED for leg in legs) >= 30
    assert len([frame for frame in alice.frames[since:] if isinstance(frame.event, LevelsMeasured)]) < 40

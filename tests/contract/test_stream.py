"""Contract: the handshake, the order of events, the heartbeat, the end."""

import pytest

from softphone import __version__
from softphone.basics.errors import ProtocolError
from softphone.basics.ids import AccountId
from softphone.protocol.codec import MAX_FRAME_BYTES, fingerprint
from softphone.protocol.commands import Register, ShutDown
from softphone.protocol.events import CallLegChanged, EngineStarted, Heartbeat
from softphone.protocol.snapshots import EndKind, LegState, RegistrationState
from tests.contract.conftest import ALICE, Bench
from tests.contract.stations import FarParty, Station


def test_introduces_itself_first(engine: Station) -> None:
    hello = engine.frames[0].event
    assert isinstance(hello, EngineStarted)
    assert (hello.fingerprint, hello.version) == (fingerprint(), __version__)
    assert {"opus", "G722", "PCMA", "PCMU"} <= set(hello.codecs)
    assert len(engine.events(EngineStarted)) == 1


def test_pid_is_the_engines(engine: Station) -> None:
    hello = engine.events(EngineStarted)[0]
    assert engine.link.pid == hello.pid


def test_beats_every_second(engine: Station) -> None:
    engine.wait(lambda: len(engine.events(Heartbeat)) >= 3, "three heartbeats", 5)


def test_numbers_its_events_without_gaps(near: Station, far: FarParty) -> None:
    leg_id = near.dial(ALICE, far.target)
    far.answer()
    near.wait_state(leg_id, LegState.ESTABLISHED)
    far.hang_up()
    near.wait_state(leg_id, LegState.ENDED)
    assert [frame.seq for frame in near.frames] == list(range(1, len(near.frames) + 1))
    assert len({frame.engine_run for frame in near.frames}) == 1


def test_each_run_has_its_own_name(bench: Bench) -> None:
    first, second = bench.start(), bench.start()
    assert first.frames[0].engine_run != second.frames[0].engine_run


def test_shut_down_hangs_up_unregisters_and_ends(near: Station, far: FarParty) -> None:
    leg_id = near.dial(ALICE, far.target)
    far.answer()
    near.wait_state(leg_id, LegState.ESTABLISHED)
    near.send(ShutDown())
    near.wait(lambda: bool(near.closed), "the end", 3)
    leg = near.leg(leg_id)
    assert leg.state == LegState.ENDED
    assert leg.end is not None
    assert leg.end.kind == EndKind.LOCAL_HANG_UP
    assert near.registration(ALICE) == RegistrationState.UNREGISTERED


def test_shut_down_is_answered(engine: Station) -> None:
    engine.accepted(ShutDown())
    engine.wait(lambda: bool(engine.closed), "the end", 3)


def test_closed_pipe_ends_the_engine_like_shut_down(near: Station, far: FarParty) -> None:
    leg_id = near.dial(ALICE, far.target)
    far.answer()
    near.wait_state(leg_id, LegState.ESTABLISHED)
    near.link.close()
    near.wait(lambda: bool(near.closed), "the end", 3)
    assert near.leg(leg_id).state == LegState.ENDED
    assert near.registration(ALICE) == RegistrationState.UNREGISTERED


def test_kill_ends_it_at_once_and_is_told_once(engine: Station) -> None:
    engine.link.kill()
    engine.wait(lambda: bool(engine.closed), "the end", 3)
    engine.link.kill()
    engine.link.close()
    engine.settle()
    assert len(engine.closed) == 1
    assert "killed" in engine.closed[0]


def test_command_to_an_engine_that_is_gone_is_dropped(engine: Station) -> None:
    engine.link.kill()
    engine.wait(lambda: bool(engine.closed), "the end", 3)
    count = len(engine.frames)
    engine.send(ShutDown())
    engine.settle()
    assert len(engine.frames) == count


def test_too_long_command_is_refused_by_the_link(engine: Station) -> None:
    with pytest.raises(ProtocolError):
        engine.send(Register(account_id=AccountId("x" * MAX_FRAME_BYTES)))
    assert not engine.events(CallLegChanged)
    engine.wait(lambda: len(engine.events(Heartbeat)) >= 2, "it lives", 5)

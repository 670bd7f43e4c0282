"""The gateway: replies, replay of the desired state, loss and return of the engine."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from softphone.basics.errors import EngineUnavailable
from softphone.basics.ids import AccountId, CommandId, LegId
from softphone.basics.secret import Secret
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.state import EngineState
from softphone.protocol.commands import (
    AnyCommand,
    Dial,
    HangUp,
    PutAccount,
    RefreshAudioDevices,
    RemoveAccount,
    SetCodecs,
    SetMeasuring,
    ShutDown,
    StopAudioTest,
    Unregister,
)
from softphone.protocol.events import (
    Accepted,
    CallLegChanged,
    EngineStarted,
    EventFrame,
    Heartbeat,
    RegistrationChanged,
    RejectCode,
    Rejected,
)
from softphone.protocol.snapshots import AccountConfig, RegistrationState
from tests.fakes.fake_engine import FakeEngines
from tests.fakes.fake_sound_commands import CODECS
from tests.fakes.virtual_runtime import VirtualRuntime

A, B = AccountId("a"), AccountId("b")


def put(account_id: AccountId = A, password: str = "right") -> PutAccount:
    config = AccountConfig(account_id=account_id, address_of_record=f"sip:{account_id}@pbx.test")
    return PutAccount(account=config, password=Secret(password))


def dial(leg_id: str = "leg", target: str = "sip:1002@pbx.test") -> Dial:
    return Dial(leg_id=LegId(leg_id), account_id=A, target=target)


class Watched:
    """A gateway on fake engines, with everything that it announces."""

    def __init__(self) -> None:
        self.runtime = VirtualRuntime()
        self.engines = FakeEngines(self.runtime)
        self.gateway = EngineGateway(self.runtime, self.engines.new_link)
        self.frames: list[EventFrame] = []
        self.states: list[EngineState] = []
        self.replies: list[Accepted | Rejected] = []
        self.gateway.events.add(self.frames.append)
        self.gateway.state_changed.add(self.states.append)

    def ready(self) -> "Watched":
        self.gateway.start()
        self.runtime.advance(0.5)
        assert self.gateway.state == EngineState.READY
        return self

    def send(self, command: AnyCommand) -> CommandId:
        return self.gateway.send(command, self.replies.append)

    def registrations(self) -> list[RegistrationState]:
        return [f.event.registration.state for f in self.frames if isinstance(f.event, RegistrationChanged)]


@pytest.fixture
def watched() -> Watched:
    return Watched()


def test_start_to_ready(watched: Watched) -> None:
    assert watched.gateway.state == EngineState.STARTING
    watched.ready()
    assert watched.states == [EngineState.READY]
    assert watched.gateway.codecs == CODECS
    assert watched.gateway.engine_run == watched.engines.engine.engine_run


def test_replies_heartbeats_and_handshake_are_not_announced(watched: Watched) -> None:
    watched.ready().send(put())
    watched.runtime.advance(5)
    hidden = (Accepted, Rejected, Heartbeat, EngineStarted)
    assert watched.frames
    assert not [frame for frame in watched.frames if isinstance(frame.event, hidden)]


def test_reply_comes_once_and_later_and_names_the_command(watched: Watched) -> None:
    watched.ready()
    accepted_id = watched.send(put())
    rejected_id = watched.send(HangUp(leg_id=LegId("unknown")))
    assert watched.replies == []
    watched.runtime.advance(5)
    assert watched.replies == [
        Accepted(command_id=accepted_id),
        Rejected(command_id=rejected_id, code=RejectCode.UNKNOWN_LEG, detail="unknown"),
    ]


def test_outcome_names_the_command(watched: Watched) -> None:
    watched.ready()
    command_id = watched.send(put())
    watched.runtime.advance(1)
    assert {frame.cause for frame in watched.frames if isinstance(frame.event, RegistrationChanged)} == {command_id}


@pytest.mark.parametrize("command", [dial(), HangUp(leg_id=LegId("l")), RefreshAudioDevices(), StopAudioTest()])
def test_command_without_engine_is_refused_in_words(watched: Watched, command: AnyCommand) -> None:
    with pytest.raises(EngineUnavailable, match="still starting"):
        watched.send(command)
    watched.ready()
    watched.engines.engine.crash()
    watched.runtime.run_posted()
    with pytest.raises(EngineUnavailable, match="being restarted"):
        watched.send(command)
    assert watched.replies == []


def test_desired_state_may_be_sent_before_the_start(watched: Watched) -> None:
    watched.send(put())
    watched.send(SetCodecs(codecs=("PCMA",)))
    watched.ready()
    assert [type(command) for command in watched.engines.engine.commands] == [PutAccount, SetCodecs]
    assert watched.replies == [Accepted(command_id=CommandId(1)), Accepted(command_id=CommandId(2))]
    assert watched.registrations()[-1] == RegistrationState.REGISTERED


def test_ready_is_announced_after_the_desired_state_was_told(watched: Watched) -> None:
    watched.send(put())

    def dial_at_once(state: EngineState) -> None:
        watched.send(dial())

    watched.gateway.state_changed.add(dial_at_once)
    watched.ready()
    order = [type(command).__name__ for command in watched.engines.engine.commands]
    assert order == ["PutAccount", "Dial"]
    assert all(isinstance(reply, Accepted) for reply in watched.replies)


def _without_contact(command: AnyCommand) -> AnyCommand:
    return replace(command, previous_contact_uri="") if isinstance(command, PutAccount) else command


def test_engine_is_replaced_and_told_the_desired_state(watched: Watched) -> None:
    watched.send(put(A))
    watched.send(put(B))
    watched.ready()
    watched.send(Unregister(account_id=B))
    watched.send(SetMeasuring(is_on=True))
    first_run = watched.gateway.engine_run
    watched.engines.engine.crash()
    watched.runtime.run_posted()
    assert watched.gateway.state == EngineState.RESTARTING
    watched.runtime.advance(1)
    assert watched.states == [EngineState.READY, EngineState.RESTARTING, EngineState.READY]
    assert watched.gateway.engine_run != first_run
    told = put(A), put(B), Unregister(account_id=B), SetMeasuring(is_on=True)
    assert [_without_contact(command) for command in watched.engines.engine.commands] == list(told)
    assert watched.engines.pbx.registered == {A}


def test_reply_of_desired_state_comes_from_the_next_engine_when_the_first_dies(watched: Watched) -> None:
    watched.ready()
    command_id = watched.send(put())
    watched.engines.engine.crash()
    watched.runtime.run_posted()
    assert watched.replies == []
    watched.runtime.advance(1)
    assert watched.replies == [Accepted(command_id=command_id)]


def test_call_command_is_rejected_when_the_engine_is_lost_before_it_replies(watched: Watched) -> None:
    watched.send(put())
    watched.ready()
    watched.replies.clear()
    states: list[EngineState] = []

    def on_reply(reply: Accepted | Rejected) -> None:
        states.append(watched.gateway.state)
        watched.replies.append(reply)

    watched.gateway.send(dial(), on_reply)
    watched.engines.engine.crash()
    watched.runtime.run_posted()
    assert [(r.code, r.detail) for r in watched.replies if isinstance(r, Rejected)] == [
        (RejectCode.FAILED, "the engine was lost")
    ]
    assert states == [EngineState.RESTARTING]
    watched.runtime.advance(5)
    assert len(watched.replies) == 1


def test_desired_state_that_was_made_void_before_it_was_told_is_answered(watched: Watched) -> None:
    first = watched.send(put(A, "old"))
    second = watched.send(put(A, "new"))
    removed = watched.send(put(B))
    removal = watched.send(RemoveAccount(account_id=B))
    watched.ready()
    assert sorted(reply.command_id for reply in watched.replies) == [first, second, removed, removal]
    assert watched.engines.engine.commands == [put(A, "new")]


@pytest.mark.logs_errors
def test_failing_reply_callback_does_not_stop_events(watched: Watched) -> None:
    watched.ready()

    def fail(reply: Accepted | Rejected) -> None:
        raise RuntimeError("no")

    watched.gateway.send(put(), fail)
    watched.runtime.advance(1)
    assert watched.registrations()[-1] == RegistrationState.REGISTERED


def test_call_events_are_whole_snapshots_in_order(watched: Watched) -> None:
    watched.send(put())
    watched.ready().send(dial())
    watched.runtime.advance(1)
    legs = [frame.event.leg for frame in watched.frames if isinstance(frame.event, CallLegChanged)]
    assert [leg.state for leg in legs] == ["calling", "ringback", "established"]
    assert all(leg.remote.number == "1002" for leg in legs)


def test_shut_down_hangs_up_unregisters_and_closes(watched: Watched) -> None:
    watched.send(put())
    watched.ready().send(dial())
    watched.runtime.advance(1)
    done: list[EngineState] = []
    watched.gateway.shut_down(lambda: done.append(watched.gateway.state))
    watched.runtime.advance(1)
    assert done == [EngineState.CLOSED]
    assert isinstance(watched.engines.engine.commands[-1], ShutDown)
    assert watched.engines.pbx.registered == set()
    assert watched.engines.lives == 1
    assert watched.runtime.pending_timers == 0
    with pytest.raises(EngineUnavailable, match="closing"):
        watched.send(dial())


def test_shut_down_kills_an_engine_that_hangs(watched: Watched) -> None:
    watched.ready().engines.engine.hang()
    done: list[float] = []
    watched.gateway.shut_down(lambda: done.append(watched.runtime.now_s()))
    began_s = watched.runtime.now_s()
    watched.runtime.advance(10)
    assert [at_s - began_s for at_s in done] == [3.0]
    assert not watched.engines.engine.is_alive
    assert watched.engines.lives == 1


def _before_start(watched: Watched) -> None:
    """Nothing."""


def _starting(watched: Watched) -> None:
    watched.gateway.start()


def _restarting(watched: Watched) -> None:
    watched.ready().engines.engine.crash()
    watched.runtime.run_posted()


def _stopped(watched: Watched) -> None:
    watched.engines.pbx.fingerprint = "other"
    watched.gateway.start()
    watched.runtime.advance(1)


@pytest.mark.parametrize("prepare", [_before_start, _starting, _restarting, _stopped])
def test_shut_down_in_every_state(watched: Watched, prepare: Callable[[Watched], None]) -> None:
    prepare(watched)
    done: list[int] = []
    watched.gateway.shut_down(lambda: done.append(1))
    watched.gateway.shut_down(lambda: done.append(2))
    assert done == []
    watched.runtime.advance(10)
    assert done == [1, 2]
    assert watched.states[-1] == EngineState.CLOSED
    assert not watched.engines.engine.is_alive
    assert watched.runtime.pending_timers == 0


def test_restart_by_hand(watched: Watched) -> None:
    watched.send(put())
    watched.ready()
    first = watched.engines.engine
    watched.gateway.restart()
    watched.runtime.advance(1)
    assert not first.is_alive
    assert watched.states == [EngineState.READY, EngineState.RESTARTING, EngineState.READY]
    assert watched.engines.lives == 2
    assert watched.gateway.diagnosis == ""


COMMANDS = st.sampled_from(
    [put(A), put(B), RemoveAccount(account_id=A), Unregister(account_id=B), SetCodecs(codecs=("PCMA",)), dial(),
     HangUp(leg_id=LegId("leg"))]
)  # fmt: skip
ACTIONS = st.one_of(COMMANDS, st.sampled_from(["crash", "hang"]), st.floats(0, 8))


@given(st.lists(ACTIONS, max_size=25))
def test_every_command_gets_exactly_one_reply_whatever_happens(actions: list[object]) -> None:
    watched = Watched()
    watched.gateway.start()
    sent = []
    for action in actions:
        if action == "crash":
            watched.engines.engine.crash()
        elif action == "hang":
            watched.engines.engine.hang()
        elif isinstance(action, float):
            watched.runtime.advance(action)
        else:
            try:
                sent.append(watched.send(action))  # type: ignore[arg-type]
            except EngineUnavailable:
                assert watched.gateway.state != EngineState.READY
    watched.gateway.restart()
    watched.runtime.advance(20)
    assert watched.gateway.state == EngineState.READY
    assert sorted(reply.command_id for reply in watched.replies) == sent

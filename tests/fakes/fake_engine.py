"""An engine without SIP and sound, behind the same protocol as the real one and held to the same contract tests."""

import itertools
from collections.abc import Callable
from typing import Any

from softphone import __version__
from softphone.basics.errors import ProtocolError
from softphone.basics.ids import AccountId, CommandId, LegId, SubscriptionId
from softphone.protocol import codec
from softphone.protocol import commands as c
from softphone.protocol.events import (
    Accepted,
    AnyEvent,
    EngineStarted,
    EventFrame,
    Heartbeat,
    Rejected,
)
from softphone.protocol.snapshots import AudioDevice, CallLegSnapshot, EndKind, EndReason, Party, RegistrationProblem
from softphone.runtime import Runtime, Timer
from tests.fakes.fake_accounts import FakeAccounts
from tests.fakes.fake_audio import FakeAudio
from tests.fakes.fake_events import FakeEvents
from tests.fakes.fake_leg_playing import FakeLegPlaying
from tests.fakes.fake_legs import FakeLegs
from tests.fakes.fake_line import FakeLine
from tests.fakes.fake_messages import FakeMessages
from tests.fakes.fake_mixing import FakeMixing
from tests.fakes.fake_pbx import FakePbx
from tests.fakes.fake_playing import FakePlaying
from tests.fakes.fake_probe import FakeProbes
from tests.fakes.fake_sound_commands import CODECS, FakeSoundCommands
from tests.fakes.fake_stage import Refused
from tests.fakes.fake_talk import FakeTalk
from tests.fakes.fake_transfers import FakeTransfers

HEARTBEAT_S = 1.0
_runs = itertools.count(1)


class FakeEngine:
    """One life of an engine: an EngineLink that acts on the given runtime.

    Every frame goes through the codec both ways, so what does not travel on the pipe fails here too.

    Attributes:
        pbx: the world around it; pass the same one to the next life.
        commands: everything it was told.
        events: its subscriptions and publications, to be found, ended and lost by a test.
        transfers: what far parties may do to calls that live.
        mixing: its conference and recordings.
        talk: its user's voice, where nobody hears it.
        line: its network, and its proofs of incoming calls.
        playing: the sound file that it plays.
        messages: what comes in, and how it was answered.
        leg_playing: the sound files that far parties hear.
    """

    def __init__(self, runtime: Runtime, pbx: FakePbx | None = None) -> None:
        self.pbx = pbx or FakePbx()
        self.commands: list[c.AnyCommand] = []
        self.engine_run = f"fake-{next(_runs)}"
        self.is_alive = False
        self._runtime = runtime
        self._is_hung = False
        self._seq = 0
        self._held_back: list[tuple[AnyEvent, CommandId | None]] | None = None
        self._on_bytes: Callable[[bytes], None] = lambda data: None
        self._on_closed: Callable[[str], None] = lambda reason: None
        self._reader = codec.FrameReader(c.CommandFrame)
        self._accounts = FakeAccounts(self, self.pbx)
        self.audio = FakeAudio(self)
        self.events = FakeEvents(self, self.pbx, self._accounts)
        self._legs = FakeLegs(self, self.pbx, self._accounts, lambda count: self.audio.set_call(count > 0))
        self.transfers = FakeTransfers(self, self.pbx, self._legs)
        self.mixing = FakeMixing(self, self._legs)
        self.leg_playing = FakeLegPlaying(self, self._legs)
        self._legs.on_ended = self._leg_ended
        self.talk = FakeTalk(self, self._legs.all)
        self.line = FakeLine(self, self.pbx, self._accounts.config)
        self.probes = FakeProbes(self, self.pbx)
        self.playing = FakePlaying(self, lambda: self.audio.has_call)
        self.audio.on_call = self.playing.call_changed
        self.messages = FakeMessages(self, self.pbx, self._accounts.config)
        self._sound = FakeSoundCommands(self.audio, self.talk, (self._legs.measure, self.mixing.measure))
        self._handlers = self._all_handlers()

    def _all_handlers(self) -> dict[type[c.Command], Callable[[Any, CommandId], None]]:
        legs, accounts, events = self._legs, self._accounts, self.events
        return {
            **self._sound.handlers(),
            **self.mixing.handlers(),
            **self.line.handlers(),
            **self.playing.handlers(),
            **self.messages.handlers(),
            **self.leg_playing.handlers(),
            c.PutAccount: accounts.put,
            c.RemoveAccount: accounts.remove,
            c.Register: accounts.register,
            c.Unregister: accounts.unregister,
            c.TestAccount: accounts.test,
            c.ProbeServer: self.probes.probe,
            c.Dial: legs.dial,
            c.Answer: legs.answer,
            c.Reject: legs.reject,
            c.HangUp: legs.hang_up,
            c.Hold: legs.hold,
            c.Resume: legs.resume,
            c.SetMuted: legs.set_muted,
            c.SendDtmf: legs.send_dtmf,
            c.Transfer: self.transfers.transfer,
            c.TransferToLeg: self.transfers.transfer_to_leg,
            c.Subscribe: events.subscribe,
            c.Unsubscribe: events.unsubscribe,
            c.Publish: events.publish,
            c.Unpublish: events.unpublish,
            c.ShutDown: lambda _command, _command_id: self._leave(),
        }

    # ------------------------------------------------------------ EngineLink

    @property
    def pid(self) -> int | None:
        return 1 if self.is_alive else None

    def start(self, on_event: Callable[[EventFrame], None], on_closed: Callable[[str], None]) -> None:
        reader = codec.FrameReader(EventFrame)

        def on_bytes(data: bytes) -> None:
            try:
                for frame in reader.feed(data):
                    on_event(frame)
            except ProtocolError as error:
                self._die(f"the engine broke the protocol: {error}")

        self._on_bytes, self._on_closed = on_bytes, on_closed
        self.is_alive = True
        self.later(self.pbx.start_delay_s, self._introduce)

    def send(self, frame: c.CommandFrame) -> None:
        data = codec.encode(frame)
        self._runtime.post(lambda: self._feed(data))

    def kill(self) -> None:
        self._die("the engine was killed by signal 9")

    def close(self) -> None:
        self._runtime.post(lambda: None if self._is_hung else self._leave())

    # ------------------------------------------------------------ Stage

    def later(self, delay_s: float, function: Callable[[], None]) -> Timer:
        return self._runtime.call_later(delay_s, lambda: function() if self._is_running else None)

    def announce(self, event: AnyEvent, cause: CommandId | None = None) -> None:
        if self._held_back is not None:
            self._held_back.append((event, cause))
        else:
            self._send_event(event, cause)

    def wall_time_s(self) -> float:
        return self._runtime.wall_time_s()

    # ------------------------------------------------------------ what a test makes happen

    def incoming(
        self, account_id: AccountId, number: str = "1002", name: str = "Bob", answer_after_s: float | None = None
    ) -> LegId:
        """Somebody calls; returns the new leg."""
        return self._legs.incoming(account_id, number, name, answer_after_s)

    def far_answers(self, leg_id: LegId) -> None:
        self._legs.far_answers(leg_id)

    def far_hangs_up(self, leg_id: LegId, kind: EndKind = EndKind.REMOTE_HANG_UP) -> None:
        """BYE; with another kind whatever ends the leg that way, e.g. MISSED for a CANCEL while it alerts."""
        self._legs.far_ends(leg_id, EndReason(kind=kind))

    def far_ends(self, leg_id: LegId, reason: EndReason) -> None:
        """A failure response, CANCEL or BYE, for exactly this reason."""
        self._legs.far_ends(leg_id, reason)

    def far_is(self, leg_id: LegId, number: str, name: str = "") -> None:
        """The PBX says that somebody else is there now, or who it is (connected identity)."""
        self._legs.change(leg_id, None, remote=Party(uri=f"sip:{number}@fake.example", number=number, name=name))

    def far_holds(self, leg_id: LegId) -> None:
        self._legs.far_holds(leg_id)

    def far_resumes(self, leg_id: LegId) -> None:
        self._legs.far_resumes(leg_id)

    def far_sends_digit(self, leg_id: LegId, digit: str) -> None:
        self._legs.far_sends_digit(leg_id, digit)

    def fail_registration(self, account_id: AccountId, problem: RegistrationProblem) -> None:
        """The server refuses the next refresh."""
        self._accounts.fail(account_id, problem)

    def notify(self, target: str | SubscriptionId, body: bytes, content_type: str) -> None:
        """The server sends a NOTIFY to a subscription, named by its id, its target, or the target's user part."""
        is_id = target in self.events.active()
        self.events.notify(SubscriptionId(target) if is_id else self.events.find(target), body, content_type)

    def set_devices(self, *devices: AudioDevice) -> None:
        """From now on these sound devices exist."""
        self.audio.set_devices(*devices)

    def leg(self, leg_id: LegId) -> CallLegSnapshot:
        return self._legs.leg(leg_id)

    def crash(self, reason: str = "the engine was killed by signal 11") -> None:
        """The process dies."""
        self._die(reason)

    def hang(self) -> None:
        """The process stops doing anything, but lives."""
        self._is_hung = True

    def send_raw(self, data: bytes) -> None:
        """These bytes come out of the pipe."""
        self._runtime.post(lambda: self._on_bytes(data))

    def skip_seq(self, count: int = 1) -> None:
        """Events are lost."""
        self._seq += count

    # ------------------------------------------------------------ inside

    @property
    def _is_running(self) -> bool:
        return self.is_alive and not self._is_hung

    def _introduce(self) -> None:
        self._send_event(
            EngineStarted(
                fingerprint=self.pbx.fingerprint or codec.fingerprint(), version=__version__, pid=1, codecs=CODECS
            )
        )
        self._beat()
        self.audio.announce()

    def _beat(self) -> None:
        def beat() -> None:
            self._send_event(Heartbeat())
            self._beat()

        self.later(HEARTBEAT_S, beat)

    def _feed(self, data: bytes) -> None:
        if self._is_running:
            for frame in self._reader.feed(data):
                self._handle(frame)

    def _handle(self, frame: c.CommandFrame) -> None:
        """The reply goes out before the events that the command causes."""
        self.commands.append(frame.command)
        held_back: list[tuple[AnyEvent, CommandId | None]] = []
        self._held_back = held_back
        reply: Accepted | Rejected = Accepted(command_id=frame.command_id)
        try:
            self._handlers[type(frame.command)](frame.command, frame.command_id)
        except Refused as refusal:
            reply = Rejected(command_id=frame.command_id, code=refusal.code, detail=refusal.detail)
        self._held_back = None
        self._send_event(reply)
        for event, cause in held_back:
            self._send_event(event, cause)

    def _send_event(self, event: AnyEvent, cause: CommandId | None = None) -> None:
        if not self._is_running:
            return
        self._seq += 1
        frame = EventFrame(engine_run=self.engine_run, seq=self._seq, event=event, cause=cause)
        data = codec.encode(frame)
        self._runtime.post(lambda: self._on_bytes(data))

    def _leg_ended(self) -> None:
        self.mixing.leg_ended()
        self.leg_playing.leg_ended()

    def _leave(self) -> None:
        """Hangs up, unregisters, exits."""
        if not self.is_alive:
            return
        self._legs.end_all()
        self.events.withdraw_all()
        self._accounts.unregister_all()
        self.later(0.02, lambda: self._die("the engine ended"))

    def _die(self, reason: str) -> None:
        if self.is_alive:
            self.is_alive = False
            on_closed = self._on_closed
            self._runtime.post(lambda: on_closed(reason))


class FakeEngines:
    """Life after life of a FakeEngine in one world: give `new_link` to an EngineGateway.

    Attributes:
        engine: the life that was begun last.
        lives: how many were begun.
    """

    def __init__(self, runtime: Runtime, pbx: FakePbx | None = None) -> None:
        self._runtime = runtime
        self.pbx = pbx or FakePbx()
        self.engine = FakeEngine(runtime, self.pbx)
        self.lives = 0

    def new_link(self) -> FakeEngine:
        self.lives += 1
        self.engine = FakeEngine(self._runtime, self.pbx)
        return self.engine

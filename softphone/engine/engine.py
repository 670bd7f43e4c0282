"""The engine put together: library, accounts, legs and sound behind the router, turned by one loop."""

import logging
import os
import secrets
import time
from collections.abc import Callable

from softphone import __version__
from softphone.basics.errors import ProtocolError
from softphone.basics.ids import CommandId
from softphone.engine.account import Account
from softphone.engine.accounts import Accounts
from softphone.engine.audio.bridge import AudioBridge
from softphone.engine.event_pipe import EventPipe
from softphone.engine.event_state import EventState
from softphone.engine.heap import tidy_up
from softphone.engine.leg import Leg
from softphone.engine.leg_prompts import LegPrompts
from softphone.engine.legs import Legs
from softphone.engine.library import PREFERRED_CODECS, Library, TransportEvent
from softphone.engine.line import Line
from softphone.engine.loop import Loop, LoopTimer
from softphone.engine.measuring import Measuring
from softphone.engine.messages_waiting import MessagesWaiting
from softphone.engine.mixing import Mixing
from softphone.engine.pager_messages import PagerMessages
from softphone.engine.recording import Recordings
from softphone.engine.requests import RequestAnswerer
from softphone.engine.resolver import Resolver
from softphone.engine.router import CommandRefused, Handler, Router
from softphone.engine.server_probe import ServerProbes
from softphone.engine.services import Services
from softphone.engine.sound_commands import SoundCommands
from softphone.engine.sounds import Sounds
from softphone.engine.takeover import Takeovers
from softphone.engine.transfers import Transfers
from softphone.engine.transports import Transports
from softphone.engine.trials import Trials
from softphone.protocol import codec
from softphone.protocol import commands as c
from softphone.protocol.events import AnyEvent, AudioChanged, EngineStarted, Heartbeat, RejectCode
from softphone.protocol.snapshots import AudioSnapshot

HEARTBEAT_S = 1.0
GOODBYE_S = 1.4
_IDLE_WAIT_S = 60.0
_COLLECT_S = 30.0
_READ_BYTES = 1 << 16
_log = logging.getLogger("softphone.engine")


class Engine:
    """One life of the engine. Everything happens on the thread that calls `run`."""

    def __init__(self, commands_fd: int, events_fd: int, log_level: int = 0) -> None:
        self._loop = Loop()
        self._commands_fd = commands_fd
        self._events_fd = events_fd
        self._reader = codec.FrameReader(c.CommandFrame)
        self._pipe = EventPipe(events_fd, f"run-{secrets.token_hex(4)}", self._pipe_blocked, self._pipe_broken)
        self._is_leaving = self._is_over = False
        self._goodbye_timer: LoopTimer | None = None
        self.library = Library(log_level)
        self._send_started()
        self._loop.watch(self.library.descriptor, lambda: None)  # every turn polls the library
        self._loop.watch(commands_fd, self._read_commands)
        services = Services(self.library.inbox, self._loop, Resolver(self._loop), Transports(self.library.endpoint))
        self._legs = Legs(self.library.inbox, self._loop, self._emit)
        self._accounts = Accounts(services, self._emit, self._incoming, self._legs.stranger, self._uses)
        self._events = EventState(services, self._accounts, self._emit, self._legs.stranger)
        self._legs.accounts = self._accounts
        services.has_calls = self._legs.uses
        self._transfers = Transfers(self._legs, self._loop)
        takeovers = Takeovers(self._legs, self._accounts, self.library.inbox, self._loop, services.resolver)
        self._legs.on_changed = takeovers.leg_changed
        self._trials = Trials(services, self._emit)
        self._probes = ServerProbes(services, self._emit)
        self.library.endpoint.on_transport = self._connection_changed
        waiting = MessagesWaiting(self.library.inbox, self._accounts, self._emit)
        self._messages = PagerMessages(services, self._accounts, self._emit)
        self._answerer = RequestAnswerer(self.library.inbox, waiting.take, self._messages)
        self._answerer.start()
        self._line = Line(self.library.inbox, self._loop, self._accounts, self._legs, self._events, self._emit)
        self.library.endpoint.choose_account = self._line.choose
        self._measuring = Measuring(self._loop, self._emit, self._legs)
        self._bridge = AudioBridge(self.library.endpoint, self._loop, self._audio_changed, self._measuring.levels)
        self._sounds = Sounds(self._bridge, self._loop, self._legs)
        self._sound_commands = SoundCommands(self._bridge, self._sounds, self._measuring, self._emit)
        self._mixing = Mixing(self._legs, self._bridge)
        self._measuring.leg_levels = self._mixing.levels
        self._recordings = Recordings(self._legs, self._bridge, self._loop.post)
        self._leg_prompts = LegPrompts(self._legs, self._bridge)
        self._legs.on_sound = self._sound_changed
        self._legs.on_digits = self._sounds.digits_sent
        self._legs.on_warning = self._sounds.warn
        self._legs.on_quiet = self._calls_are_over
        self._legs.second_tries.on_wide = self.library.set_wide
        self._router = Router(self._pipe, self._handlers())

    def run(self) -> None:
        """Turns the loop until the window is gone or says so, and everything has been said goodbye to."""
        self._beat()
        self._collect_now_and_then()
        while not self._is_over:
            self._pipe.flush()
            self._loop.turn(self._longest_wait_s())
            self.library.poll()
        self._close()

    def leave(self) -> None:
        """Says goodbye, then ends `run`. May be called from a signal handler."""
        self._loop.post(self._leave)

    # ------------------------------------------------------------------ commands

    def _handlers(self) -> dict[type[c.Command], Handler]:
        accounts, legs = self._accounts, self._legs
        return {
            c.PutAccount: accounts.put,
            c.RemoveAccount: accounts.remove,
            c.Register: accounts.register,
            c.Unregister: accounts.unregister,
            c.TestAccount: self._trials.start,
            c.ProbeServer: self._probes.start,
            c.Dial: legs.dial,
            c.Answer: legs.answer,
            c.Reject: legs.reject,
            c.HangUp: legs.hang_up,
            c.Hold: legs.hold,
            c.Resume: legs.resume,
            c.SetMuted: legs.set_muted,
            c.SendDtmf: legs.send_dtmf,
            c.FollowRedirect: legs.second_tries.follow,
            c.Transfer: self._transfers.transfer,
            c.TransferToLeg: self._transfers.transfer_to_leg,
            c.MixLegs: self._mixing.mix,
            c.SetFarMuted: self._mixing.set_far_muted,
            c.StartRecording: self._recordings.start,
            c.PauseRecording: self._recordings.pause,
            c.StopRecording: self._recordings.stop,
            c.PlayToLeg: self._leg_prompts.play,
            c.StopPlayingToLeg: self._leg_prompts.stop,
            c.Subscribe: self._events.subscriptions.subscribe,
            c.Unsubscribe: self._events.subscriptions.unsubscribe,
            c.Publish: self._events.publications.publish,
            c.Unpublish: self._events.publications.unpublish,
            c.SendMessage: self._messages.send,
            c.AnswerMessage: self._messages.answer,
            c.SetCodecs: self._set_codecs,
            **self._sound_commands.handlers,
            **self._line.handlers,
            c.ShutDown: lambda command, cause: self._leave(),
        }

    def _sound_changed(self, leg: Leg) -> None:
        self._sounds.leg_changed(leg)
        self._mixing.leg_changed(leg)
        self._recordings.leg_changed(leg)
        self._leg_prompts.leg_changed(leg)
        self._line.leg_changed(leg)

    def _set_codecs(self, command: c.SetCodecs, cause: CommandId) -> None:
        try:
            self.library.set_codecs(command.codecs)
        except ValueError as error:
            raise CommandRefused(RejectCode.BAD_ARGUMENT, str(error)) from None

    def _read_commands(self) -> None:
        try:
            data = os.read(self._commands_fd, _READ_BYTES)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._loop.unwatch(self._commands_fd)
            self._leave()
            return
        try:
            for frame in self._reader.feed(data):
                self._router.take(frame)
        except ProtocolError as error:
            _log.error("the window broke the protocol: %s", error)
            self._loop.unwatch(self._commands_fd)
            self._leave()

    # ------------------------------------------------------------------ events

    def _emit(self, event: AnyEvent, cause: CommandId | None = None) -> None:
        self._pipe.send(event, cause)

    def _send_started(self) -> None:
        known = self.library.known_codecs()
        ours = tuple(name for name in PREFERRED_CODECS if name in known)
        codecs = ours + tuple(name for name in known if name not in ours)
        self._emit(EngineStarted(fingerprint=codec.fingerprint(), version=__version__, pid=os.getpid(), codecs=codecs))
        self._pipe.flush()

    def _audio_changed(self, audio: AudioSnapshot) -> None:
        self._emit(AudioChanged(audio=audio))

    def _beat(self) -> None:
        self._emit(Heartbeat(loop_lag_ms=round(self._loop.worst_lag_ms, 1)))
        self._loop.worst_lag_ms = 0.0
        self._line.beat()
        self._loop.call_later(HEARTBEAT_S, self._beat)

    def _pipe_blocked(self, is_blocked: bool) -> None:
        if is_blocked:
            self._loop.watch_writable(self._events_fd, lambda: None)  # every turn flushes the pipe
        else:
            self._loop.unwatch(self._events_fd)

    def _pipe_broken(self, why: str) -> None:
        _log.warning("nobody reads our events: %s", why)
        self._leave()

    def _connection_changed(self, event: TransportEvent) -> None:
        self._accounts.connection_changed(event)
        self._trials.connection_changed(event)
        self._events.connection_changed(event)

    def _uses(self, account: Account) -> bool:
        return self._legs.uses(account) or self._events.uses(account) or self._line.uses(account)

    def _incoming(self, account: Account, call_id: int, message: str, source: str) -> None:
        if not self._line.takes_call(account, call_id, message):
            self._legs.incoming(account, call_id, message, source)

    # ------------------------------------------------------------------ turns

    def _longest_wait_s(self) -> float:
        return min(_IDLE_WAIT_S, self.library.next_timer_s())

    def _collect_now_and_then(self) -> None:
        self._collect()
        self._loop.call_later(_COLLECT_S, self._collect_now_and_then)

    def _calls_are_over(self) -> None:
        self._accounts.close_unused()
        self._loop.call_later(1.0, self._collect)

    def _collect(self) -> None:
        """The collector never runs by itself: it would stop the loop, and end library objects, in any place."""
        if not len(self._legs):
            tidy_up()

    # ------------------------------------------------------------------ the end

    def _leave(self) -> None:
        """Hangs up and unregisters; the loop ends when that is done, or soon in any case."""
        if self._is_leaving:
            return
        self._is_leaving = True
        self._goodbye_timer = self._loop.call_later(GOODBYE_S, self._goodbye)
        self._trials.abandon_all()
        self._probes.abandon_all()
        self._legs.hang_up_all()
        self._events.leave()
        self._messages.leave()
        self._accounts.unregister_all(self._when(self._is_quiet, self._goodbye))

    def _is_quiet(self) -> bool:
        return self._legs.is_quiet and self._events.is_quiet and self._messages.is_quiet

    def _when(self, is_true: Callable[[], bool], then: Callable[[], None]) -> Callable[[], None]:
        def look() -> None:
            if is_true():
                then()
            elif not self._is_over:
                self._loop.call_later(0.02, look)

        return look

    def _goodbye(self) -> None:
        self._is_over = True

    def _close(self) -> None:
        """Takes everything down in the order in which the library needs it."""
        began_s = time.monotonic()
        self._pipe.flush()
        self._recordings.close()
        self._bridge.shutdown()
        self._line.close()
        self._recordings.release()
        self._events.close()
        self._accounts.close()
        self._answerer.stop()
        self._loop.close()  # what it was still to call may hold objects of the library, which must not outlive it
        self.library.destroy()
        _log.info("ended, the library within %d ms", (time.monotonic() - began_s) * 1000)

"""A call leg as it is told: its facts, and when they are announced."""

import time
from collections.abc import Callable

from softphone.basics.ids import CommandId, LegId
from softphone.engine.account import Account
from softphone.engine.hold import Hold
from softphone.engine.leg_sound import LegSound
from softphone.engine.loop import Loop, LoopTimer
from softphone.engine.native_call import MediaStatus, NativeCall
from softphone.engine.pj import pj
from softphone.engine.refer import Refer
from softphone.protocol.snapshots import (
    CallLegSnapshot,
    Direction,
    EndReason,
    LegState,
    MediaProblem,
    MediaStatistics,
    Party,
    RecordingSnapshot,
)


class ToldLeg:
    """What is known of a leg. Whoever changes a fact announces it.

    Attributes:
        sound: its stream.
        hold: what the user wants, and what both sides have agreed on.
        is_silent: it has no part in what the user hears and says.
        refer: the last transfer of its far party that we asked for.
        joined_by: the transfer that joins its far party to another leg's.
        replaces: the leg whose place it takes.
        target: what was dialled, a SIP URI.
        redirect_to: where the far side has sent us, while the user is asked about it.
        referred_by: who had the call made.
        is_followed: its far party has sent us elsewhere; when it leaves now, it has done what it wanted.
    """

    def __init__(self, leg_id: LegId, account: Account, direction: Direction, remote: Party, loop: Loop,
                 cause: CommandId | None = None, *, is_silent: bool = False) -> None:  # fmt: skip
        is_incoming = direction == Direction.INCOMING
        self.leg_id = leg_id
        self.account = account
        self.direction = direction
        self.remote = remote
        self.state = LegState.ALERTING if is_incoming else LegState.CALLING
        self.sound = LegSound(loop, self.announce)
        self.is_muted = False
        self.is_silent = is_silent
        self.is_mixed = self.is_far_muted = False
        self.recording: RecordingSnapshot | None = None
        self.media_problem: MediaProblem | None = None
        self.refer: Refer | None = None
        self.joined_by: Refer | None = None
        self.replaces: LegId | None = None
        self.target = remote.uri
        self.redirect_to: Party | None = None
        self.referred_by: Party | None = None
        self.is_followed = False
        self.sip_call_id = ""
        self.hold = Hold(loop.call_later, self._pursue_hold)  # a wish outlasts what a change of the sound cancels
        self.cause = cause
        self._loop = loop
        self._started_at_s = time.time()
        self._answered_at_s: float | None = None
        self._ended_at_s: float | None = None
        self.answer_after_s: float | None = None
        self._end: EndReason | None = None
        self._far_ended: tuple[str, tuple[str, ...]] | None = None
        self._got_answer = self._was_ringing = False
        self._timers: list[LoopTimer] = []
        self._session_state = pj.PJSIP_INV_STATE_NULL
        self._told: CallLegSnapshot | None = None

    @property
    def snapshot(self) -> CallLegSnapshot:
        return CallLegSnapshot(
            leg_id=self.leg_id, account_id=self.account.config.account_id, direction=self.direction, state=self.state,
            remote=self.remote, started_at_s=self._started_at_s, answered_at_s=self._answered_at_s,
            ended_at_s=self._ended_at_s, hold=self.hold.state, is_muted=self.is_muted, sip_call_id=self.sip_call_id,
            media=self.sound.snapshot, end=self._end,
            transfer=self.refer.snapshot if self.refer else None, replaces=self.replaces, referred_by=self.referred_by,
            redirect_to=self.redirect_to,
            media_problem=self.media_problem,
            answer_after_s=self.answer_after_s, recording=self.recording,
            is_mixed=self.is_mixed, is_far_muted=self.is_far_muted,
        )  # fmt: skip

    @property
    def native(self) -> NativeCall | None:
        """The library's call, while there is one."""
        return self.sound.native

    @property
    def media(self) -> MediaStatus:
        return self.sound.status

    @property
    def has_sound(self) -> bool:
        """The stream to and from the far party runs, whatever its direction."""
        return self.sound.is_running

    @property
    def statistics(self) -> MediaStatistics | None:
        """The figures of its sound as they are now."""
        return self.sound.statistics(self.leg_id)

    # ------------------------------------------------------------------ telling

    def announce(self) -> None:
        """Tells the leg as it is, unless that was told already."""
        snapshot = self.snapshot
        if snapshot == self._told:
            return
        self._told = snapshot
        self._tell_world()
        if self.state == LegState.ESTABLISHED and self.hold.is_settled:
            self.cause = None

    def set_mixed(self, is_mixed: bool, is_far_muted: bool, cause: CommandId | None) -> None:
        """In the conference from now on or not, and heard there by the others or not."""
        self.is_mixed, self.is_far_muted = is_mixed, is_far_muted
        self.tell_aside(cause)

    def set_recording(self, recording: RecordingSnapshot, cause: CommandId | None) -> None:
        """Its recording as it is now."""
        self.recording = recording
        self.tell_aside(cause)

    def tell_aside(self, cause: CommandId | None) -> None:
        """Tells what changed by this command, whatever else is under way."""
        if self.state != LegState.ENDED:
            before, self.cause = self.cause, cause
            self.announce()
            self.cause = before if self.cause == cause else self.cause

    # ------------------------------------------------------------------ for those who build on it

    def _tell_world(self) -> None:
        raise NotImplementedError

    def _pursue_hold(self) -> None:
        if self.native is not None and self.state == LegState.ESTABLISHED:
            self.hold.pursue(self.native)

    def _later(self, delay_s: float, function: Callable[[], None]) -> None:
        self._timers.append(self._loop.call_later(delay_s, function))

    def _stop_timers(self) -> None:
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()

"""A call leg: one INVITE session with one far party, as a state machine over what the library tells."""

import logging
import time
from typing import Protocol

import msgspec

from softphone.basics.ids import CommandId, LegId
from softphone.engine import end_reasons
from softphone.engine.account import Account
from softphone.engine.accounts import is_from_server
from softphone.engine.identity import party_of_update
from softphone.engine.loop import Loop
from softphone.engine.native_call import CallStatus, MediaStatus, NativeCall
from softphone.engine.native_requests import answer_native, hang_up_native
from softphone.engine.pj import pj
from softphone.engine.told_leg import ToldLeg
from softphone.protocol.snapshots import (
    Direction,
    DtmfMethod,
    EndKind,
    EndReason,
    HoldState,
    LegState,
    Party,
    RecordingState,
    SrtpKeying,
    SrtpMode,
)

_log = logging.getLogger("softphone.engine.leg")
_PACKETS_DUE_S = 1.0
_RINGING = (180, 181, 182)
_NO_SUCH_SESSION = (408, 481)  # RFC 3261 section 12.2.1.2; 408 is also what the library says when nobody answers


class LegWorld(Protocol):
    """What a leg tells its surroundings."""

    def leg_changed(self, leg: "Leg", cause: CommandId | None) -> None: ...
    def leg_media_changed(self, leg: "Leg") -> None: ...
    def leg_digit(self, leg: "Leg", digit: str, method: DtmfMethod) -> None: ...
    def leg_refused(self, leg: "Leg", status: CallStatus) -> bool: ...
    def leg_ended(self, leg: "Leg", cause: CommandId | None) -> None: ...


class Leg(ToldLeg):
    """One leg. It ends for the user at once when the user says so; the library may need longer to say goodbye."""

    def __init__(self, leg_id: LegId, account: Account, direction: Direction, remote: Party, loop: Loop,
                 world: LegWorld, cause: CommandId | None = None, *, is_silent: bool = False) -> None:  # fmt: skip
        super().__init__(leg_id, account, direction, remote, loop, cause, is_silent=is_silent)
        self._world = world

    # ------------------------------------------------------------------ wishes

    def attach(self, native: NativeCall) -> None:
        """Follows a call of the library from now on."""
        self.sound.native = native
        native.listener = self

    def detach(self) -> None:
        """The library has no call for the leg any more, or never had one."""
        if self.native is not None:
            self.native.listener = self.native.when_gone = None
        self.sound.native = None

    def begin_again(self) -> None:
        """The library's call has come to nothing, and another one will be made for the leg."""
        self._stop_timers()
        self.sound.stop()
        if self.native is not None:
            self.native.listener = None
        self.sound.native, self.sound.snapshot = None, None
        self.state = LegState.CALLING
        self._got_answer = self._was_ringing = False
        self._world.leg_media_changed(self)

    def alert(self) -> None:
        """Tells the caller that it rings."""
        if self.native is not None and self.state == LegState.ALERTING:
            answer_native(self.native, 180)

    def answer(self) -> None:
        """Answers an alerting leg."""
        if self.native is None:
            return
        self.state = LegState.ANSWERING
        self.announce()
        problem = answer_native(self.native, 200)
        if problem:
            self.fail(EndReason(kind=EndKind.MEDIA_FAILED, detail=problem))

    def hang_up(self, code: int = 0) -> None:
        """Ends the leg for the user now. code: what an unanswered caller is told."""
        kinds = {
            LegState.ALERTING: EndReason(kind=EndKind.REJECTED, status_code=code or 603),
            LegState.ANSWERING: EndReason(kind=EndKind.LOCAL_HANG_UP),
            LegState.ESTABLISHED: EndReason(kind=EndKind.LOCAL_HANG_UP),
        }
        reason = kinds.get(self.state, EndReason(kind=EndKind.CANCELLED, status_code=487))
        native = self.native
        self._finish(reason)
        if native is not None:
            hang_up_native(native, (code or 603) if reason.kind == EndKind.REJECTED else 0)

    def set_hold(self, wants_hold: bool) -> None:
        """Holds or resumes; the state of `hold` follows when the far party has agreed."""
        config = self.account.config
        self.hold.wanted = wants_hold
        keying = (self.sound.snapshot and self.sound.snapshot.keying) or config.srtp_keying
        self.hold.renews_sound = keying == SrtpKeying.DTLS and config.srtp != SrtpMode.OFF
        self._world.leg_media_changed(self)
        self._pursue_hold()

    def repeat_offer(self) -> None:
        """Offers what there is once more: whoever lies between may have lost the way back."""
        self.hold.repeats = True
        self._pursue_hold()

    def renew_path(self) -> None:
        """Offers the sound anew, from the address that leads to the far party now."""
        self.hold.renews_path = True
        self._pursue_hold()

    def set_muted(self, is_muted: bool) -> None:
        """Mutes or unmutes what we send."""
        self.is_muted = is_muted
        self._told = None
        self._world.leg_media_changed(self)
        self.announce()

    def fail(self, reason: EndReason) -> None:
        """Ends the leg because it cannot be carried out."""
        native = self.native
        self._finish(reason)
        if native is not None:
            hang_up_native(native)

    def transferred(self, cause: CommandId | None) -> None:
        """Its far party talks to somebody else now."""
        if self.state == LegState.ESTABLISHED:
            self.cause = cause
            self.fail(EndReason(kind=EndKind.TRANSFERRED))

    def taken_over(self) -> NativeCall | None:
        """Another leg has its place now. Returns the library's call, to which nobody has said goodbye yet."""
        native = self.native
        self._finish(EndReason(kind=EndKind.REPLACED))
        return native

    # ------------------------------------------------------------------ from the library

    def status_changed(self, status: CallStatus) -> None:
        if self.state == LegState.ENDED:
            return
        self.sip_call_id = status.sip_call_id or self.sip_call_id
        self._got_answer |= status.is_from_far
        self._session_state = status.state
        if status.state == pj.PJSIP_INV_STATE_DISCONNECTED:
            is_dialled = self.direction == Direction.OUTGOING and self.state != LegState.ESTABLISHED
            if not is_dialled or not self._world.leg_refused(self, status):
                self._finish(self._end_of(status))
        elif status.state == pj.PJSIP_INV_STATE_CONFIRMED and self.state != LegState.ESTABLISHED:
            self.state = LegState.ESTABLISHED
            self._answered_at_s = time.time()
            self._world.leg_media_changed(self)
            self.sound.look()
            self.announce()
            self._later(_PACKETS_DUE_S, self._check_packets)
            self._pursue_hold()
        elif status.state == pj.PJSIP_INV_STATE_EARLY and self.direction == Direction.OUTGOING:
            self._progress(status.code)

    def media_changed(self, media: MediaStatus) -> None:
        if self.state == LegState.ENDED:
            return
        self.sound.take(media)
        self.hold.media_changed(media)
        if media.status == pj.PJSUA_CALL_MEDIA_ERROR:
            self.fail(EndReason(kind=EndKind.MEDIA_FAILED, detail="the sound could not be set up"))
            return
        if self.state in (LegState.CALLING, LegState.RINGBACK):
            # The sound of an answer is told before the answer: wait for what else this packet says.
            self._loop.post(self._enter_early_media)
        self._world.leg_media_changed(self)
        if self.state not in (LegState.CALLING, LegState.RINGBACK):
            self.announce()
        self._stop_timers()
        self.sound.look_later()
        self._pursue_hold()

    def digit_received(self, digit: str, is_info: bool) -> None:
        if self.state != LegState.ENDED:
            self._world.leg_digit(self, digit, DtmfMethod.SIP_INFO if is_info else DtmfMethod.TELEPHONE_EVENT)

    def ended_by_far(self, method: str, reasons: tuple[str, ...]) -> None:
        self._far_ended = (method, reasons)

    def transfer_news(self, code: int, reason: str, is_last: bool) -> None:
        if self.state == LegState.ESTABLISHED and self.refer is not None:
            self.refer.news(code, reason, is_last=is_last)

    def far_party_named(self, message: str, source: str) -> None:
        """A message of the far party's says who that is now (RFC 4916, RFC 5876)."""
        named = party_of_update(message, self.remote, is_trusted=is_from_server(self.account, source))
        if named is not None and named != self.remote and self.state != LegState.ENDED:
            self.remote = named
            self.announce()

    def replaced(self) -> None:
        """An INVITE with Replaces has taken its place; the library says goodbye."""
        self.taken_over()

    def reinvite_ended(self, code: int) -> None:
        if self.state == LegState.ESTABLISHED and code in _NO_SUCH_SESSION:
            self.fail(EndReason(kind=EndKind.NETWORK_LOST, status_code=code, detail="the far party knows no such call"))
        elif self.state == LegState.ESTABLISHED and not self.hold.offer_ended(code):
            self._world.leg_media_changed(self)
            self._told = None
            self.announce()

    # ------------------------------------------------------------------ inside

    def _progress(self, code: int) -> None:
        self._was_ringing |= code in _RINGING
        if code in _RINGING and self.state == LegState.CALLING:
            self.state = LegState.RINGBACK
            self.announce()

    def _enter_early_media(self) -> None:
        is_early = self._session_state == pj.PJSIP_INV_STATE_EARLY
        if self.state in (LegState.CALLING, LegState.RINGBACK) and is_early and self.has_sound:
            self.state = LegState.EARLY_MEDIA
            self._world.leg_media_changed(self)
            self.announce()

    def _check_packets(self) -> None:
        statistics = self.statistics
        if statistics is not None and self.hold.state == HoldState.NONE and statistics.rx_packets == 0:
            _log.warning("leg %s: no packet received one second after the answer", self.leg_id)

    def _end_of(self, status: CallStatus) -> EndReason:
        method, reasons = self._far_ended or ("", status.reasons)
        causes = end_reasons.reason_causes(list(reasons or status.reasons))
        if self.state == LegState.ESTABLISHED:
            if method == "BYE" and self.is_followed:
                return EndReason(kind=EndKind.REPLACED)
            if method == "BYE" and any(refer is not None and refer.is_taken for refer in (self.refer, self.joined_by)):
                return EndReason(kind=EndKind.TRANSFERRED)  # many do not wait for the last NOTIFY
            return end_reasons.end_of_talk(status.code, status.phrase, causes, was_bye=method == "BYE")
        if self.direction == Direction.INCOMING:
            return end_reasons.end_of_unanswered(status.code, causes)
        return end_reasons.end_of_failed_dial(
            status.code, status.phrase, causes, got_answer=self._got_answer, was_ringing=self._was_ringing,
            retry_after_s=status.retry_after_s,
        )  # fmt: skip

    def _finish(self, reason: EndReason) -> None:
        if self.state == LegState.ENDED:
            return
        self._stop_timers()
        self.sound.stop()
        if self.refer is not None:
            self.refer.leg_ended(was_transferred=reason.kind == EndKind.TRANSFERRED)
        self.state = LegState.ENDED
        self._end = reason
        self._ended_at_s = time.time()
        if self.recording is not None and self.recording.state != RecordingState.FAILED:
            self.recording = msgspec.structs.replace(self.recording, state=RecordingState.ENDED)
        self._world.leg_ended(self, self.cause)
        self.sound.native = None

    def _tell_world(self) -> None:
        self._world.leg_changed(self, self.cause)

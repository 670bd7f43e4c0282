"""Watches that sound arrives in each call: three seconds without any, one new offer, then what is probably wrong.

RTP that stops while RTCP goes on is a far party that is silent and says so by sending nothing (RFC 3550 section 6).
When that lasts it is told all the same: behind a server that relays sound, one whose line has died looks like that.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from softphone.basics.ids import LegId
from softphone.engine.account import Account
from softphone.engine.leg import Leg
from softphone.engine.legs import Legs
from softphone.engine.loop import Loop, LoopTimer
from softphone.engine.pj import PjError, pj
from softphone.protocol.snapshots import HoldState, LegState, MediaProblem, RegistrationState

QUIET_S = 3.0
SILENT_S = 20.0  # who only listens, without a microphone that is on, may do so for long
_REPORTS_S = 8.0  # between two reports of a far party
_OFFER_AGAIN_S = 30.0
_LOOK_S = 1.0


@dataclass(frozen=True, slots=True)
class Sound:
    """What a call's stream has received. stream: its number in the call. failed: packets that had other keys."""

    stream: int
    packets: int
    reports: int
    failed: int = 0


class Verdict(Enum):
    """What to do about it."""

    FINE = auto()
    WAIT = auto()
    SILENT = auto()
    OFFER = auto()
    PROBLEM = auto()


class SoundCheck:
    """One call's. `look` is to be called about once a second while both sides want to hear each other."""

    def __init__(self, now_s: float) -> None:
        self.pause(now_s)
        self._has_heard = False
        self._offered_s = -1e9
        self._is_offered = False
        self._last = Sound(0, 0, 0)
        self._failed_before = 0

    @property
    def had_other_keys(self) -> bool:
        """What arrived meanwhile could not be decrypted."""
        return self._last.failed > self._failed_before

    def pause(self, now_s: float) -> None:
        """Nothing is expected at the moment."""
        self._since_s = self._reported_s = now_s

    def look(self, sound: Sound, now_s: float) -> Verdict:
        """Compares with the last look."""
        last, self._last = self._last, sound
        if sound.stream != last.stream:
            self._since_s = now_s
            self._has_heard, self._failed_before = False, sound.failed
            last = Sound(sound.stream, 0, 0, sound.failed)
        if sound.reports > last.reports:
            self._reported_s = now_s
        if sound.packets > last.packets:
            self._since_s, self._has_heard, self._is_offered = now_s, True, False
            self._failed_before = sound.failed
            return Verdict.FINE
        is_explained = self._has_heard and now_s - self._reported_s < _REPORTS_S
        if is_explained:
            return Verdict.SILENT if now_s - self._since_s >= SILENT_S else Verdict.WAIT
        if now_s - self._since_s < QUIET_S:
            return Verdict.WAIT
        if self._is_offered or now_s - self._offered_s < _OFFER_AGAIN_S:
            return Verdict.PROBLEM
        self._is_offered, self._offered_s, self._since_s = True, now_s, now_s
        return Verdict.OFFER


class MediaWatch:
    """Looks while there are established calls, and sleeps else."""

    def __init__(self, loop: Loop, legs: Legs, has_way: Callable[[Account], bool]) -> None:
        self._loop = loop
        self._legs = legs
        self._has_way = has_way
        self._checks: dict[LegId, SoundCheck] = {}
        self._timer: LoopTimer | None = None

    def leg_changed(self, leg: Leg) -> None:
        """A leg is another now."""
        if leg.state == LegState.ESTABLISHED and self._timer is None:
            self._timer = self._loop.call_later(_LOOK_S, self._look)

    def close(self) -> None:
        """Looks no more."""
        if self._timer is not None:
            self._timer.cancel()

    # ------------------------------------------------------------------ inside

    def _look(self) -> None:
        self._timer = None
        talking = [leg for leg in self._legs if leg.state == LegState.ESTABLISHED and not leg.is_silent]
        self._checks = {leg.leg_id: self._checks.get(leg.leg_id) or SoundCheck(time.monotonic()) for leg in talking}
        for leg in talking:
            self._look_at(leg, self._checks[leg.leg_id], time.monotonic())
        if talking:
            self._timer = self._loop.call_later(_LOOK_S, self._look)

    def _look_at(self, leg: Leg, check: SoundCheck, now_s: float) -> None:
        sound = _sound_of(leg)
        if sound is None or leg.hold.state != HoldState.NONE or leg.hold.wanted:
            check.pause(now_s)
            self._tell(leg, None)
            return
        match check.look(sound, now_s):
            case Verdict.FINE:
                self._tell(leg, None)
            case Verdict.SILENT:
                self._tell(leg, MediaProblem.FAR_SILENT)
            case Verdict.OFFER if self._has_way(leg.account):
                leg.repeat_offer()
            case Verdict.OFFER | Verdict.PROBLEM:
                self._tell(leg, self._problem(leg, check))

    def _problem(self, leg: Leg, check: SoundCheck) -> MediaProblem:
        if not self._has_way(leg.account):
            return MediaProblem.NETWORK_GONE
        if check.had_other_keys:
            return MediaProblem.WRONG_KEYS
        # By now the new offer has waited for its answer for seconds.
        is_unanswered = leg.hold.is_offering or leg.account.registration.state == RegistrationState.FAILED
        return MediaProblem.SERVER_SILENT if is_unanswered else MediaProblem.NOTHING_RECEIVED

    @staticmethod
    def _tell(leg: Leg, problem: MediaProblem | None) -> None:
        if leg.media_problem != problem:
            leg.media_problem = problem
            leg.announce()


def _sound_of(leg: Leg) -> Sound | None:
    if leg.native is None or not leg.has_sound:
        return None
    try:
        rtcp = leg.native.getStreamStat(leg.media.index).rtcp
        failed = _failed(leg)
    except PjError:
        return None
    return Sound(leg.native.streams_made, int(rtcp.rxStat.pkt), int(rtcp.txStat.updateCount), failed)


def _failed(leg: Leg) -> int:
    if leg.native is None or leg.sound.snapshot is None or not leg.sound.snapshot.is_encrypted:
        return 0
    return int(dict(pj.callXrStat(int(leg.native.getId()), leg.media.index)).get("srtp_rx_failed", 0))

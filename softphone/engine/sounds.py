"""Which sounds belong to the legs as they are: whose voice is heard, ringtone, ringback, busy, call waiting."""

import logging
from collections.abc import Iterable

from softphone.basics.ids import LegId
from softphone.engine.audio.bridge import AudioBridge
from softphone.engine.audio.tones import Tone
from softphone.engine.leg import Leg
from softphone.engine.loop import Loop, LoopTimer
from softphone.engine.pj import PjError, pj, reason_of
from softphone.protocol.commands import SetCallWaitingTone
from softphone.protocol.snapshots import (
    DtmfMethod,
    EndKind,
    LegState,
)

_log = logging.getLogger("softphone.engine.sounds")
END_TONE_S = 3.0
WARNING_S = 1.0
_END_TONES = {
    EndKind.BUSY: Tone.BUSY,
    EndKind.DECLINED: Tone.BUSY,
    EndKind.NOT_FOUND: Tone.CONGESTION,
    EndKind.UNAVAILABLE: Tone.CONGESTION,
    EndKind.SERVER_FAILED: Tone.CONGESTION,
    EndKind.NETWORK_LOST: Tone.CONGESTION,
}
_AUDIBLE = (LegState.EARLY_MEDIA, LegState.ANSWERING, LegState.ESTABLISHED)


class Sounds:
    """Follows the legs and tells the bridge what has changed; the bridge is told nothing twice."""

    def __init__(self, bridge: AudioBridge, loop: Loop, legs: Iterable[Leg]) -> None:
        self._bridge = bridge
        self._loop = loop
        self._legs = legs
        self._connected: dict[LegId, tuple[int, int]] = {}
        self._active: dict[LegId, tuple[bool, bool]] = {}
        self._tones: set[Tone] = set()
        self._is_open = self._is_ringing = False
        self._ringtone = ("", 0.8)
        self._has_waiting_tone = True
        bridge.set_tone_level(Tone.CALL_WAITING, SetCallWaitingTone().volume)
        self._end_tone: tuple[Tone, LoopTimer] | None = None
        self._warning: LoopTimer | None = None

    def set_ringtone(self, path: str, volume: float) -> None:
        """What rings from now on; an alert that rings already starts anew."""
        self._ringtone = (path, volume)
        if self._is_ringing:
            self._bridge.stop_ringing()
            self._is_ringing = False
            self.leg_changed(None)

    def leg_changed(self, leg: Leg | None) -> None:
        """Brings sound into line with the legs. leg: which one changed, it may have ended."""
        if leg is not None and not leg.is_silent:
            self._follow(leg)
            self._play_end(leg)
        legs = self._heard_legs()
        in_use = [each for each in legs if each.state != LegState.ALERTING]
        self._set_open(bool(in_use) or self._end_tone is not None)
        alerting = [each for each in legs if each.state == LegState.ALERTING]
        talking = any(each.state == LegState.ESTABLISHED for each in legs)
        self._set_ringing(bool(alerting) and not in_use)
        wanted = {Tone.RINGBACK} if any(each.state == LegState.RINGBACK for each in legs) else set()
        if alerting and (talking or in_use) and self._has_waiting_tone:
            wanted.add(Tone.CALL_WAITING)
        if self._end_tone is not None and not in_use:
            wanted.add(self._end_tone[0])
        if self._warning is not None and in_use:
            wanted.add(Tone.WARNING)
        self._set_tones(wanted)

    def set_call_waiting(self, volume: float) -> None:
        """How loud a second caller is in the ear, also one who waits now: 0.0, not at all, to 1.0."""
        self._bridge.set_tone_level(Tone.CALL_WAITING, volume)
        self._has_waiting_tone = volume > 0
        self.leg_changed(None)

    def warn(self) -> None:
        """The user hears that the microphone opens though nobody asked for it."""
        if self._warning is not None:
            self._warning.cancel()
        self._warning = self._loop.call_later(WARNING_S, self._warning_over)

    def _warning_over(self) -> None:
        self._warning = None
        self.leg_changed(None)

    def digits_sent(self, leg: Leg, digits: str, duration_ms: int) -> None:
        """Lets the user hear what he dials, and the far party too when that is how the account sends digits."""
        is_inband = leg.account.config.dtmf == DtmfMethod.INBAND
        try:
            self._bridge.play_digits(digits, duration_ms, leg.leg_id if is_inband else None)
        except PjError as error:
            if is_inband:
                raise
            _log.info("more digits than can be heard: %s", reason_of(error))  # they were sent all the same

    # ------------------------------------------------------------------ inside

    def _heard_legs(self) -> list[Leg]:
        return [leg for leg in self._legs if not leg.is_silent]

    def _follow(self, leg: Leg) -> None:
        media = media_of(leg)
        if media is None or leg.native is None:
            if self._connected.pop(leg.leg_id, None) is not None:
                self._active.pop(leg.leg_id, None)
                self._bridge.legs.disconnect(leg.leg_id)
            return
        made = (int(media.getPortId()), leg.native.streams_made)
        if self._connected.get(leg.leg_id) != made:
            self._connected[leg.leg_id] = made
            self._active.pop(leg.leg_id, None)
            self._bridge.legs.connect(media, leg.leg_id)
        is_audible = leg.state in _AUDIBLE and not leg.hold.wanted
        active = (is_audible, is_audible and not leg.is_muted)
        if self._active.get(leg.leg_id) != active:
            self._active[leg.leg_id] = active
            self._bridge.legs.set_active(leg.leg_id, *active)

    def _play_end(self, leg: Leg) -> None:
        end = leg.snapshot.end
        tone = _END_TONES.get(end.kind) if end is not None else None
        if tone is None or any(each.state != LegState.ALERTING for each in self._heard_legs()):
            return
        self._stop_end_tone()
        self._end_tone = (tone, self._loop.call_later(END_TONE_S, self._end_tone_over))

    def _end_tone_over(self) -> None:
        self._end_tone = None
        self.leg_changed(None)

    def _stop_end_tone(self) -> None:
        if self._end_tone is not None:
            self._end_tone[1].cancel()
            self._end_tone = None

    def _set_open(self, is_open: bool) -> None:
        if is_open != self._is_open:
            self._is_open = is_open
            if is_open:
                self._bridge.open()
            else:
                self._bridge.close()

    def _set_ringing(self, is_ringing: bool) -> None:
        if is_ringing != self._is_ringing:
            self._is_ringing = is_ringing
            if is_ringing:
                self._bridge.start_ringing(*self._ringtone)
            else:
                self._bridge.stop_ringing()

    def _set_tones(self, wanted: set[Tone]) -> None:
        for tone in self._tones - wanted:
            self._bridge.stop_tone(tone)
        for tone in wanted - self._tones:
            self._bridge.start_tone(tone)
        self._tones = wanted


def media_of(leg: Leg) -> pj.AudioMedia | None:
    """The leg's end in the conference bridge; None while it has no sound."""
    if leg.state == LegState.ENDED or not leg.has_sound or leg.native is None:
        return None
    try:
        return leg.native.getAudioMedia(leg.media.index)
    except PjError:
        return None  # the library has closed the stream already, and will tell

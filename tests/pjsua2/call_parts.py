"""Calls for the scenarios: a call that knows its state, an account that answers, a tone and an ear for it."""

import array
import math
import threading

import pjsua2 as pj

TONE_HZ = 1000
_RATE_HZ = 16_000
_FRAME_MS = 20


class PlainCall(pj.Call):
    """A call that keeps track of itself.

    Attributes:
        is_up: answered, and its audio is connected.
        end_code: SIP status that ended it, 0 before.
    """

    def __init__(self, account: pj.Account, call_id: int = pj.PJSUA_INVALID_ID) -> None:
        super().__init__(account, call_id)
        self.is_confirmed = self.has_audio = self.has_ended = False
        self.end_code = 0

    def onCallState(self, prm: pj.OnCallStateParam) -> None:
        info = self.getInfo()
        self.is_confirmed = info.state == pj.PJSIP_INV_STATE_CONFIRMED
        if info.state == pj.PJSIP_INV_STATE_DISCONNECTED:
            self.has_ended = True
            self.end_code = info.lastStatusCode

    def onCallMediaState(self, prm: pj.OnCallMediaStateParam) -> None:
        info = self.getInfo()  # in a variable: its media would not keep it alive
        self.has_audio = any(media.status == pj.PJSUA_CALL_MEDIA_ACTIVE for media in info.media)

    @property
    def is_up(self) -> bool:
        return self.is_confirmed and self.has_audio

    def audio(self) -> pj.AudioMedia:
        """Its place in the conference bridge."""
        return self.getAudioMedia(-1)

    def received_packets(self) -> int:
        """RTP packets that came in so far."""
        return int(pj.callXrStat(self.getId())["rx_pkt"])


class Answering(pj.Account):
    """Answers every call at once.

    Attributes:
        calls: those it has answered, whatever became of them.
        invites: the INVITEs as they came.
    """

    def __init__(self, kind: type[PlainCall] = PlainCall) -> None:
        super().__init__()
        self._kind = kind
        self.calls: list[PlainCall] = []
        self.invites: list[str] = []

    def onIncomingCall(self, prm: pj.OnIncomingCallParam) -> None:
        self.invites.append(str(prm.rdata.wholeMsg))
        call = self._kind(self, prm.callId)
        self.calls.append(call)
        answer = pj.CallOpParam()
        answer.statusCode = 200
        call.answer(answer)


def dial(account: pj.Account, target: str) -> PlainCall:
    """A call that is under way."""
    call = PlainCall(account)
    call.makeCall(target, pj.CallOpParam(True))
    return call


def tone() -> pj.ToneGenerator:
    """A tone of TONE_HZ without an end."""
    description = pj.ToneDesc()
    description.freq1, description.on_msec = TONE_HZ, 1000
    generator = pj.ToneGenerator()
    generator.createToneGenerator(_RATE_HZ)
    generator.play([description], True)
    return generator


class Ear(pj.AudioMediaPort):
    """Listens for the tone. Its callback runs on the media clock.

    Attributes:
        heard_ms: how long it has heard the tone, and nothing much besides.
    """

    def __init__(self) -> None:
        super().__init__()
        self.heard_ms = 0
        self._lock = threading.Lock()
        form = pj.MediaFormatAudio()
        form.init(pj.PJMEDIA_FORMAT_PCM, _RATE_HZ, 1, _FRAME_MS * 1000, 16)
        self.createPort("ear", form)

    def onFrameReceived(self, frame: pj.MediaFrame) -> None:
        if frame.type == pj.PJMEDIA_FRAME_TYPE_AUDIO and _is_tone(bytes(frame.buf)):
            with self._lock:
                self.heard_ms += _FRAME_MS


def _is_tone(pcm: bytes) -> bool:
    """Goertzel's filter: most of the frame's power is at TONE_HZ."""
    samples = array.array("h", pcm)
    power = sum(sample * sample for sample in samples)
    if not samples or power / len(samples) < 100**2:
        return False
    factor = 2 * math.cos(2 * math.pi * TONE_HZ / _RATE_HZ)
    before = last = 0.0
    for sample in samples:
        before, last = last, sample + factor * last - before
    at_tone = (before * before + last * last - factor * before * last) * 2 / len(samples)
    return at_tone > 0.6 * power

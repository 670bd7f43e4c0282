"""Ports of the conference bridge that lead to a sound device. Their callbacks run on the media clock, every 10 ms.

A callback must never raise (the exception would have to cross PJSIP's C code) and does as little as it can. The lock
is only ever contended while a stream is put in or taken out.
"""

import threading
from collections.abc import Callable

from softphone.engine.audio.clock_match import SAMPLE_BYTES, FrameStretcher, LevelKeeper
from softphone.engine.audio.clock_thread import ClockThread
from softphone.engine.audio.streams import FRAME_MS, InputStream, OutputStream
from softphone.engine.audio.voice import VoiceProcessor
from softphone.engine.pj import pj

BRIDGE_RATE_HZ = 16_000
FRAME_SAMPLES = BRIDGE_RATE_HZ * FRAME_MS // 1000
FRAME_BYTES = FRAME_SAMPLES * SAMPLE_BYTES
SILENCE = bytes(FRAME_BYTES)
_AUDIO: int = pj.PJMEDIA_FRAME_TYPE_AUDIO
_USUAL_BLOCK = 96  # samples that a device exchanges at a time, at the most usual settings
_STALLED_FRAMES = 25  # a device that exchanges nothing for so long is gone


def _samples(milliseconds: float) -> int:
    return int(BRIDGE_RATE_HZ * milliseconds / 1000)


class MicrophonePort(pj.AudioMediaPort):
    """Gives the bridge what the microphone hears.

    Attributes:
        glitches: how often there was not enough sound in time.
        on_lost: called, on the media clock, with a stream that broke; it is not used any more then.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.glitches = 0
        self.on_lost: Callable[[InputStream], None] = lambda stream: None
        self._processor: VoiceProcessor | None = None
        self._lock = threading.Lock()
        self._stream: InputStream | None = None
        self._stretcher = FrameStretcher()
        self._keeper = LevelKeeper(_samples(2), _samples(2), _samples(40))
        self._silent_frames = 0
        self._has_started = False
        self.createPort(name, port_format())

    def attach(self, stream: InputStream | None) -> InputStream | None:
        """Uses the stream from now on; returns the one that was used before, to be closed."""
        with self._lock:
            before, self._stream = self._stream, stream
            self._keeper.reopen()
            self._silent_frames = 0
            self._has_started = False
        return before

    def set_processor(self, processor: VoiceProcessor | None) -> None:
        """Has the voice cleaned from now on; the processor before is not in use any more when this returns."""
        with self._lock:
            self._processor = processor

    def onFrameRequested(self, frame: pj.MediaFrame) -> None:
        frame.type = _AUDIO
        frame.buf.assign_from_bytes(self._next())

    def _next(self) -> bytes:
        with self._lock:
            stream = self._stream
            if stream is None:
                return SILENCE
            try:
                captured = self._captured(stream)
                return captured if self._processor is None else self._processor.process(captured)
            except Exception:
                self._stream = None
        self.on_lost(stream)
        return SILENCE

    def _captured(self, stream: InputStream) -> bytes:
        there = stream.available()
        if not self._has_started:
            return self._first(stream, there)
        count = FRAME_SAMPLES + self._keeper.correction(there - FRAME_SAMPLES)
        if there < count:
            return self._missed(there)
        self._silent_frames = 0
        return self._stretcher.feed(stream.read(count), FRAME_SAMPLES)

    def _first(self, stream: InputStream, there: int) -> bytes:
        """Waits until the buffer holds the margin and a usual block, then starts with the newest sound.

        Where the device is in its block is not known yet; what turns out to be too much is taken off in a second.
        """
        wanted = FRAME_SAMPLES + self._keeper.margin + _USUAL_BLOCK
        if there < wanted:
            self._count_silence(there)
            return SILENCE
        if there > wanted:
            stream.read(there - wanted)
        self._has_started = True
        return self._stretcher.feed(stream.read(FRAME_SAMPLES), FRAME_SAMPLES)

    def _missed(self, there: int) -> bytes:
        """Too little came: silence for one frame, which also puts that much more into the buffer."""
        if self._silent_frames == 0:
            self.glitches += 1
            self._keeper.ran_dry()
        self._count_silence(there)
        return self._stretcher.feed(SILENCE, FRAME_SAMPLES)

    def _count_silence(self, there: int) -> None:
        self._silent_frames = self._silent_frames + 1
        if self._silent_frames > _STALLED_FRAMES:
            raise TimeoutError(f"no sound from the device, {there} samples left")


class SpeakerPort(pj.AudioMediaPort):
    """Plays what the bridge gives it.

    Attributes:
        glitches: how often the device ran out of sound.
        clock_thread: told of each tick, when there is one.
        on_lost: as with the microphone.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.glitches = 0
        self.on_lost: Callable[[OutputStream], None] = lambda stream: None
        self.clock_thread: ClockThread | None = None
        self._processor: VoiceProcessor | None = None
        self._lock = threading.Lock()
        self._stream: OutputStream | None = None
        self._stretcher = FrameStretcher()
        self._keeper = LevelKeeper(_samples(5), _samples(3), _samples(40))
        self._buffer = bytearray(FRAME_BYTES)
        self._full_frames = 0
        self._written = 0
        self._has_started = False
        self.createPort(name, port_format())

    def attach(self, stream: OutputStream | None) -> OutputStream | None:
        """Uses the stream from now on; returns the one that was used before, to be closed."""
        with self._lock:
            before, self._stream = self._stream, stream
            self._keeper.reopen()
            self._full_frames = 0
            self._written = 0
            self._has_started = False
        return before

    def set_processor(self, processor: VoiceProcessor | None) -> None:
        """Tells the processor from now on what is played; the one before is not in use any more on return."""
        with self._lock:
            self._processor = processor

    def onFrameReceived(self, frame: pj.MediaFrame) -> None:
        if self.clock_thread is not None:
            self.clock_thread.tick()
        played = self._taken(frame)
        with self._lock:
            stream = self._stream
            if stream is None:
                return
            try:
                if self._processor is not None:
                    self._processor.hear(played)
                self._play(stream, bytes(played))
                return
            except Exception:
                self._stream = None
        self.on_lost(stream)

    def _taken(self, frame: pj.MediaFrame) -> bytes | bytearray:
        buf = frame.buf
        if frame.type != _AUDIO or buf.size() != FRAME_BYTES:
            return SILENCE
        buf.copy_to_bytearray(self._buffer)
        return self._buffer

    def _play(self, stream: OutputStream, played: bytes) -> None:
        queued = stream.queued()
        if not self._has_started:
            self._wait_for_start(stream, queued)
            return
        if queued == 0:
            self.glitches += 1
            self._keeper.ran_dry()
            stream.write(self._cushion())
        elif queued > _samples(80):
            self._count_full()
            return
        self._full_frames = 0
        drained = self._keeper.correction(queued) if queued else 0
        stream.write(self._stretcher.feed(played, FRAME_SAMPLES - drained))

    def _wait_for_start(self, stream: OutputStream, queued: int) -> None:
        """Writes silence until the device begins to take it, then lets it take what would stay as a delay."""
        enough = self._keeper.margin + _USUAL_BLOCK
        if queued >= self._written:
            self._count_full()
            if queued < _samples(80):
                stream.write(SILENCE)
                self._written += FRAME_SAMPLES
        elif queued <= enough:
            self._has_started = True
            stream.write(bytes((enough - queued) * SAMPLE_BYTES) + SILENCE)

    def _cushion(self) -> bytes:
        return bytes((self._keeper.margin + _USUAL_BLOCK) * SAMPLE_BYTES)

    def _count_full(self) -> None:
        """The device takes nothing: it stalls, or is gone without having said so."""
        self._full_frames += 1
        if self._full_frames > _STALLED_FRAMES:
            raise TimeoutError("the device takes no sound")


def port_format() -> pj.MediaFormatAudio:
    """16-bit mono at the bridge's rate in 10 ms frames."""
    audio_format = pj.MediaFormatAudio()
    audio_format.type = pj.PJMEDIA_TYPE_AUDIO
    audio_format.clockRate = BRIDGE_RATE_HZ
    audio_format.channelCount = 1
    audio_format.bitsPerSample = SAMPLE_BYTES * 8
    audio_format.frameTimeUsec = FRAME_MS * 1000
    audio_format.avgBps = audio_format.maxBps = BRIDGE_RATE_HZ * SAMPLE_BYTES * 8
    return audio_format

"""Puts the voice processing into the sound's path and takes it out, while a call is going on."""

import logging

from softphone.engine.audio.ports import BRIDGE_RATE_HZ, MicrophonePort, SpeakerPort
from softphone.engine.audio.voice import VoiceProcessor, VoiceUnavailable
from softphone.engine.audio.worker import DeviceWorker
from softphone.protocol.snapshots import AudioProcessing

_log = logging.getLogger("softphone.engine.audio")


class VoiceSwitch:
    """Keeps one processor for as long as it is needed. A change of what is done makes another one.

    The native object is made on the worker: loading its library takes some milliseconds.
    """

    def __init__(self, worker: DeviceWorker, microphone: MicrophonePort, speaker: SpeakerPort) -> None:
        self._worker = worker
        self._microphone = microphone
        self._speaker = speaker
        self._wanted: AudioProcessing | None = None
        self._processor: VoiceProcessor | None = None

    def want(self, processing: AudioProcessing | None) -> None:
        """What should be done to the voice from now on; None, or nothing switched on: no processing."""
        if processing is not None and not any(
            (processing.has_echo_cancellation, processing.has_noise_suppression, processing.has_gain_control)
        ):
            processing = None
        if processing == self._wanted:
            return
        self._wanted = processing
        if processing is None:
            self._use(None)
        else:
            self._worker.run(lambda: _made(processing), lambda made: self._on_made(processing, made))

    def release(self) -> None:
        """Lets go of the ports, which the worker would keep alive while it still makes a processor. The last call."""
        self._use(None)
        del self._microphone, self._speaker

    def _on_made(self, processing: AudioProcessing, made: VoiceProcessor | None) -> None:
        if processing is self._wanted:
            self._use(made)
        elif made is not None:
            made.close()

    def _use(self, processor: VoiceProcessor | None) -> None:
        before, self._processor = self._processor, processor
        self._microphone.set_processor(processor)
        self._speaker.set_processor(processor)
        if before is not None:
            before.close()


def _made(processing: AudioProcessing) -> VoiceProcessor | None:
    try:
        return VoiceProcessor(processing, BRIDGE_RATE_HZ)
    except VoiceUnavailable as error:
        _log.warning("sound is sent as it is: %s", error)
        return None

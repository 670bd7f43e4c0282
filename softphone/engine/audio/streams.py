"""Streams of a sound device, through sounddevice (PortAudio) in its blocking mode.

PortAudio's own buffer is the ring between the sound card and the conference bridge: the media clock asks how much is
there and exchanges just that, so there is no thread of ours, no second ring and no callback into Python per block.
sounddevice is imported at the first stream, on the worker that opens it.
"""

import sys
import threading
from collections.abc import Mapping
from typing import Any, Protocol

from softphone.engine.audio.plugin import keep_plugin_started

FRAME_MS = 10
_BUFFER_S = 0.1  # room for a late media clock; how much of it is filled is ours to say
_library_lock = threading.Lock()


class StreamLost(Exception):
    """The device went away or its stream broke; the stream is of no further use."""


class InputStream(Protocol):
    """A microphone that is running."""

    rate_hz: int

    def available(self) -> int:
        """Samples that can be read at once. Raises StreamLost."""

    def read(self, count: int) -> bytes:
        """Reads that many samples, no more than are available. Raises StreamLost."""

    def close(self) -> None:
        """Stops and gives the device back."""


class OutputStream(Protocol):
    """A speaker that is running."""

    rate_hz: int

    def queued(self) -> int:
        """Samples that were written and not yet taken by the device. Raises StreamLost."""

    def write(self, samples: bytes) -> None:
        """Queues the samples. Raises StreamLost."""

    def close(self) -> None:
        """Stops at once and gives the device back."""


def sound_library() -> Any:
    """The sounddevice module. Raises OSError when PortAudio is missing."""
    with _library_lock:
        is_new = "sounddevice" not in sys.modules
        import sounddevice

        if is_new:
            keep_plugin_started()
        return sounddevice


class PortAudioInput:
    """An input stream of one PortAudio device. Raises StreamLost when the device refuses."""

    def __init__(self, device: int | str, rate_hz: int, extra: Mapping[str, Any] | None = None) -> None:
        self.rate_hz = rate_hz
        self._stream = _opened("RawInputStream", device, rate_hz, extra)

    def available(self) -> int:
        try:
            return int(self._stream.read_available)
        except Exception as error:
            raise StreamLost(str(error)) from error

    def read(self, count: int) -> bytes:
        try:
            return bytes(self._stream.read(count)[0])
        except Exception as error:
            raise StreamLost(str(error)) from error

    def close(self) -> None:
        _close(self._stream)


class PortAudioOutput:
    """An output stream of one PortAudio device. Raises StreamLost when the device refuses."""

    def __init__(self, device: int | str, rate_hz: int, extra: Mapping[str, Any] | None = None) -> None:
        self.rate_hz = rate_hz
        self._stream = _opened("RawOutputStream", device, rate_hz, extra)
        self._capacity = 0

    def queued(self) -> int:
        try:
            room = int(self._stream.write_available)
        except Exception as error:
            raise StreamLost(str(error)) from error
        if room > self._capacity:
            self._capacity = room  # the size of the buffer is what was free when it was empty
        return self._capacity - room

    def write(self, samples: bytes) -> None:
        try:
            self._stream.write(samples)
        except Exception as error:
            raise StreamLost(str(error)) from error

    def close(self) -> None:
        _close(self._stream)


def _opened(kind: str, device: int | str, rate_hz: int, extra: Mapping[str, Any] | None) -> Any:
    library = sound_library()
    try:
        stream = getattr(library, kind)(
            samplerate=rate_hz,
            blocksize=rate_hz * FRAME_MS // 1000,
            device=device,
            channels=1,
            dtype="int16",
            latency=_BUFFER_S,
            **(extra or {}),
        )
        stream.start()
    except Exception as error:
        raise StreamLost(str(error)) from error
    return stream


def _close(stream: Any) -> None:
    try:
        stream.abort(ignore_errors=True)
        stream.close(ignore_errors=True)
    except Exception:
        return  # a device that is gone has nothing left to close

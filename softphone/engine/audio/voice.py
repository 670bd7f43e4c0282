"""What is done to the voice: WebRTC's echo cancellation, noise suppression and gain control, in 10 ms frames.

The processing is in the native library of the `livekit` package. It is spoken to directly, through its C interface
(livekit_ffi.h: one request function, protobuf messages): the package's Python side would bring protobuf, asyncio
plumbing and numpy into the engine, 30 MB that a softphone in the tray should not hold. The library alone takes 10 MB
in a call, and cancels 18 dB more of a test echo than the other binding that was tried (aec-audio-processing), which
also would have to be compiled for two minutes on every machine.
"""

import ctypes
import importlib.util
import sys
from pathlib import Path
from typing import Any

from softphone.engine.audio.clock_match import SAMPLE_BYTES
from softphone.engine.audio.streams import FRAME_MS
from softphone.protocol.snapshots import AudioProcessing

_NEW, _NEAR, _FAR = 50, 51, 52  # fields of the library's FfiRequest
_LIBRARY_NAMES = {"win32": "livekit_ffi.dll", "darwin": "liblivekit_ffi.dylib"}
_library: Any = None


class VoiceUnavailable(Exception):
    """The processing library is missing or does not work."""


class VoiceProcessor:
    """Processes the microphone's frames, knowing what the speaker plays. Not thread-safe: media clock only.

    Raises VoiceUnavailable when the library cannot do it. Loading it the first time takes tens of milliseconds.
    """

    def __init__(self, processing: AudioProcessing, rate_hz: int) -> None:
        self._library = _load()
        self._answer = ctypes.c_void_p()
        self._answer_size = ctypes.c_size_t()
        self._answer_address = ctypes.addressof(self._answer)
        self._size_address = ctypes.addressof(self._answer_size)
        self._id = _apm_id(self._ask(_new_request(processing)))
        self._frame_bytes = rate_hz * FRAME_MS // 1000 * SAMPLE_BYTES
        near = (ctypes.c_ubyte * self._frame_bytes)()
        far = (ctypes.c_ubyte * self._frame_bytes)()
        self._near, self._far = memoryview(near).cast("B"), memoryview(far).cast("B")
        self._near_request = self._frame_request(_NEAR, near, rate_hz)
        self._far_request = self._frame_request(_FAR, far, rate_hz)

    def hear(self, frame: bytes | bytearray) -> None:
        """Tells what the speaker is about to play."""
        if len(frame) == self._frame_bytes:
            self._far[:] = frame
            self._run(self._far_request)

    def process(self, frame: bytes) -> bytes:
        """The microphone's frame, cleaned."""
        if len(frame) != self._frame_bytes:
            return frame
        self._near[:] = frame
        self._run(self._near_request)
        return self._near.tobytes()

    def close(self) -> None:
        """Gives back the native object; the processor must not be used any more."""
        self._library.livekit_ffi_drop_handle(self._id)

    def _frame_request(self, field: int, buffer: Any, rate_hz: int) -> bytes:
        values = (self._id, ctypes.addressof(buffer), self._frame_bytes, rate_hz, 1)
        return _message(field, b"".join(_number(n, value) for n, value in enumerate(values, start=1)))

    def _run(self, request: bytes) -> None:
        library = self._library
        handle = library.livekit_ffi_request(request, len(request), self._answer_address, self._size_address)
        library.livekit_ffi_drop_handle(handle)

    def _ask(self, request: bytes) -> bytes:
        library = self._library
        handle = library.livekit_ffi_request(request, len(request), self._answer_address, self._size_address)
        if not handle or not self._answer.value:
            raise VoiceUnavailable("the voice processing library refused")
        answer = ctypes.string_at(self._answer.value, self._answer_size.value)
        library.livekit_ffi_drop_handle(handle)
        return answer


def _load() -> Any:
    global _library
    if _library is None:
        library = _found_library()
        address, size = ctypes.c_void_p, ctypes.c_size_t
        library.livekit_ffi_request.argtypes = [ctypes.c_char_p, size, address, address]
        library.livekit_ffi_request.restype = ctypes.c_uint64
        library.livekit_ffi_drop_handle.argtypes = [ctypes.c_uint64]
        library.livekit_ffi_drop_handle.restype = ctypes.c_bool
        _library = library
    return _library


def _found_library() -> Any:
    spec = importlib.util.find_spec("livekit")  # finds the folder and imports nothing
    name = _LIBRARY_NAMES.get(sys.platform, "liblivekit_ffi.so")
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        path = Path(folder) / "rtc" / "resources" / name
        if path.exists():
            try:
                return ctypes.CDLL(str(path))
            except OSError as error:
                raise VoiceUnavailable(str(error)) from error
    raise VoiceUnavailable("the package livekit is not installed")


# ------------------------------------------------------------------- protobuf, as much of it as is needed


def _new_request(processing: AudioProcessing) -> bytes:
    flags = (processing.has_echo_cancellation, processing.has_gain_control, True, processing.has_noise_suppression)
    return _message(_NEW, b"".join(_number(n, int(flag)) for n, flag in enumerate(flags, start=1)))


def _apm_id(answer: bytes) -> int:
    """The handle in FfiResponse.new_apm.apm.handle.id: the innermost number."""
    for _ in range(3):
        _, start = _varint(answer, 0)
        length, start = _varint(answer, start)
        answer = answer[start : start + length]
    _, start = _varint(answer, 0)
    return _varint(answer, start)[0]


def _message(field: int, body: bytes) -> bytes:
    return _encoded(field << 3 | 2) + _encoded(len(body)) + body


def _number(field: int, value: int) -> bytes:
    return _encoded(field << 3) + _encoded(value)


def _encoded(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def _varint(data: bytes, start: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if start >= len(data):
            raise VoiceUnavailable("the voice processing library answered something else")
        byte = data[start]
        value |= (byte & 127) << shift
        start, shift = start + 1, shift + 7
        if byte < 128:
            return value, start

"""The files of recordings: stereo, 16 bit at the bridge's rate, valid at every moment, whoever kills the engine."""

import os
import struct
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from softphone.engine.audio.ports import BRIDGE_RATE_HZ
from softphone.protocol.snapshots import RecordingFormat

_CHANNELS = 2
_BLOCK_BYTES = _CHANNELS * 2
_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_MOST_BYTES = 0xFFFFFFFF - _HEADER.size - 1 & ~3  # what a WAV header can tell: 18 hours
_PAGE_MARK = b"OggS"
_MAY_BE_READ_BY = 0o600


class RecordingFile(Protocol):
    """A file that is being written."""

    def write(self, left: bytes, right: bytes) -> None:
        """Appends as much of both sides, 16-bit mono. Raises OSError; the file is whole then, but for what it lacks."""

    def close(self) -> None:
        """Completes the file. Raises OSError; the file is whole then, but for what it lacks."""


def new_file(path: str, kind: RecordingFormat) -> RecordingFile:
    """Makes the file, which must not exist, for its owner only. Raises OSError."""
    Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    sink = _Sink(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _MAY_BE_READ_BY))
    try:
        return OpusFile(sink) if kind == RecordingFormat.OPUS else WavFile(sink)
    except BaseException:
        sink.close()
        Path(path).unlink()
        raise


def interleaved(left: bytes, right: bytes) -> bytes:
    """Stereo samples of two sides of the same length."""
    both = array("h", bytes(len(left) * _CHANNELS))
    both[0::2], both[1::2] = array("h", left), array("h", right)
    return both.tobytes()


class _Sink:
    """A descriptor with the methods of a file, whose writes are whole or raise OSError."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def write(self, data: bytes) -> int:
        left = memoryview(data)
        while left:
            left = left[os.write(self.descriptor, left) :]
        return len(data)

    def read(self, count: int) -> bytes:
        return os.read(self.descriptor, count)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return os.lseek(self.descriptor, offset, whence)

    def tell(self) -> int:
        return os.lseek(self.descriptor, 0, os.SEEK_CUR)

    def truncate(self, size: int) -> None:
        os.ftruncate(self.descriptor, size)

    def close(self) -> None:
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1


class WavFile:
    """RIFF WAVE with PCM samples; the header is corrected with each write."""

    def __init__(self, sink: _Sink) -> None:
        self._sink = sink
        self._size = 0
        sink.write(self._header())

    def write(self, left: bytes, right: bytes) -> None:
        data = interleaved(left, right)
        if self._size + len(data) > _MOST_BYTES:
            raise OSError(27, "a WAV file cannot be longer")  # EFBIG
        try:
            self._sink.write(data)
        except OSError:
            there = self._sink.seek(0, os.SEEK_END) - _HEADER.size
            self._size = max(self._size, there // _BLOCK_BYTES * _BLOCK_BYTES)
            self._sink.truncate(_HEADER.size + self._size)
            self._correct()
            raise
        self._size += len(data)
        self._correct()

    def close(self) -> None:
        self._sink.close()

    def _correct(self) -> None:
        os.pwrite(self._sink.descriptor, self._header(), 0)

    def _header(self) -> bytes:
        rate = BRIDGE_RATE_HZ
        return _HEADER.pack(
            b"RIFF", _HEADER.size - 8 + self._size, b"WAVE", b"fmt ", 16, 1, _CHANNELS, rate, rate * _BLOCK_BYTES,
            _BLOCK_BYTES, 16, b"data", self._size,
        )  # fmt: skip


class OpusFile:
    """Opus in Ogg (RFC 7845) by libsndfile, which is loaded for the first such file only: it brings 25 MB along."""

    def __init__(self, sink: _Sink) -> None:
        import soundfile

        self._pages = _Pages(sink)
        self._file: Any = soundfile.SoundFile(
            self._pages, "w", samplerate=BRIDGE_RATE_HZ, channels=_CHANNELS, format="OGG", subtype="OPUS"
        )
        self._pages.check()

    def write(self, left: bytes, right: bytes) -> None:
        self._write(lambda: self._file.buffer_write(interleaved(left, right), dtype="int16"))

    def close(self) -> None:
        try:
            if self._pages.problem is None:
                self._write(self._file.close)
        finally:
            self._pages.is_over = True
            self._file.close()
            self._pages.sink.close()

    def _write(self, write: Callable[[], None]) -> None:
        write()
        self._pages.check()


class _Pages:
    """What libsndfile takes for a file. It cannot be told of an OSError, so that is kept, and whole pages with it.

    Attributes:
        problem: the first write that failed; nothing was written after it.
        is_over: nothing is written any more.
    """

    def __init__(self, sink: _Sink) -> None:
        self.sink = sink
        self.problem: OSError | None = None
        self.is_over = False
        self._page_at = 0

    def write(self, data: Any) -> int:
        if self.problem is not None or self.is_over:
            return len(data)
        page = bytes(data)
        if page.startswith(_PAGE_MARK):
            self._page_at = self.sink.tell()
        try:
            self.sink.write(page)
        except OSError as error:
            self.problem = error
            self.sink.truncate(self._page_at)
        return len(page)

    def check(self) -> None:
        """Raises the OSError of a write that failed."""
        if self.problem is not None:
            raise self.problem

    def read(self, count: int) -> bytes:
        return self.sink.read(count)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self.sink.seek(offset, whence)

    def tell(self) -> int:
        return self.sink.tell()

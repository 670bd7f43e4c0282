"""The far party's sound: RTP packets sent and received as a script wants them (RFC 3550, RFC 4733)."""

import select
import socket
import struct
import time
from dataclasses import dataclass
from types import TracebackType

PACKET_S = 0.02
_SAMPLES = 160  # per packet, at 8 kHz
_TONE = bytes([0x55, 0xD5] * (_SAMPLES // 2))  # PCMA


@dataclass(frozen=True)
class Packet:
    """One RTP packet as it came."""

    payload_type: int
    is_marked: bool
    sequence: int
    timestamp: int
    payload: bytes
    source_port: int


class Voice:
    """An RTP port. Use as a context manager."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((host, 0))
        self.port: int = self._socket.getsockname()[1]
        self._sequence, self._timestamp = 1000, 0
        self._next_s = time.monotonic()

    def __enter__(self) -> "Voice":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._socket.close()

    def speak(self, to_port: int, packets: int = 1, payload_type: int = 8, payload: bytes = _TONE) -> None:
        """Sends so many packets of sound, each at its time."""
        for _ in range(packets):
            self.send(to_port, payload_type, payload)
            self._timestamp += _SAMPLES
            self._pace()

    def press(self, to_port: int, event: int, duration_ms: int, payload_type: int, *, is_first: bool = True) -> None:
        """A key held down for so long: one event whose duration grows, its end three times (RFC 4733 2.5.1)."""
        total = duration_ms * 8
        for duration in range(_SAMPLES, total, _SAMPLES):
            self.send(to_port, payload_type, _event(event, duration), is_marked=is_first and duration == _SAMPLES)
            self._pace()
        for _ in range(3):
            self.send(to_port, payload_type, _event(event, total, is_end=True))
        self._timestamp += total

    def press_on(self, to_port: int, event: int, total: int, payload_type: int, *, is_first: bool = False) -> None:
        """A piece of a key held down, in time units of 1/8000 s, which has no end of its own; sent in a hurry."""
        for duration in (_SAMPLES, total // 2, total):
            self.send(to_port, payload_type, _event(event, duration), is_marked=is_first and duration == _SAMPLES)
            self._pace()
        self._timestamp += total

    def send(self, to_port: int, payload_type: int, payload: bytes, *, is_marked: bool = False) -> None:
        """One packet at once."""
        self._sequence = (self._sequence + 1) & 0xFFFF
        second = payload_type | (0x80 if is_marked else 0)
        head = struct.pack(">BBHII", 0x80, second, self._sequence, self._timestamp & 0xFFFFFFFF, 0x5EED)
        self._socket.sendto(head + payload, ("127.0.0.1", to_port))

    def receive(self, timeout_s: float = 10.0) -> Packet:
        """The next packet that comes here."""
        self._socket.settimeout(timeout_s)
        data, source = self._socket.recvfrom(2048)
        _, second, sequence, timestamp, _ = struct.unpack_from(">BBHII", data)
        return Packet(second & 0x7F, bool(second & 0x80), sequence, timestamp, data[12:], source[1])

    def has_heard(self) -> bool:
        """Something has come that was not received yet."""
        return bool(select.select([self._socket], [], [], 0.0)[0])

    def _pace(self) -> None:
        self._next_s = max(self._next_s + PACKET_S, time.monotonic() - PACKET_S)
        time.sleep(max(0.0, self._next_s - time.monotonic()))


def _event(event: int, duration: int, *, is_end: bool = False) -> bytes:
    return struct.pack(">BBH", event, (0x80 if is_end else 0) | 10, min(duration, 0xFFFF))

"""The sound of a scripted line's call (RFC 3550): G.711 A-law, a tone for a voice, and every packet that came."""

import itertools
import math
import socket
import struct
import time
from collections.abc import Collection
from dataclasses import dataclass

from .tones import share_of_tone

RATE_HZ = 8000
PACKET_S = 0.02
_SAMPLES = 160
_PCMA = 8
_TIMESTAMP = 35  # SO_TIMESTAMPNS: when the packet came, whatever this thread was doing
_LEAST_SHARE = 0.45
_QUIET = 400.0
_EVENT_STEPS, _EVENT_ENDS = 6, 3
_KEYS = "0123456789*#"


@dataclass(frozen=True)
class Packet:
    """One packet of sound. at_s: seconds since the epoch, by the kernel."""

    at_s: float
    payload: bytes


class Voice:
    """One RTP port. All but the reading of what was heard is for the thread of the line.

    Attributes:
        tone_hz: what it says; None for silence.
        heard: what came, oldest first. source_port: from where the last of it came.
    """

    def __init__(self, host: str, tone_hz: float | None) -> None:
        self.tone_hz = tone_hz
        self.heard: list[Packet] = []
        self.source_port = 0
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        self.socket.setsockopt(socket.SOL_SOCKET, _TIMESTAMP, 1)
        self.socket.bind((host, 0))
        self.socket.setblocking(False)
        self.port: int = self.socket.getsockname()[1]
        self.remote: tuple[str, int] | None = None
        self.event_type = 101
        self._sent = 0
        self._next_s = 0.0
        self._events: list[bytes] = []

    def close(self) -> None:
        """Frees the port."""
        self.socket.close()

    def receive(self) -> None:
        """Takes in what is there."""
        while True:
            try:
                data, extra, _, source = self.socket.recvmsg(2048, 128)
            except OSError:
                return
            if len(data) > 12 and data[1] & 0x7F == _PCMA:
                self.source_port = int(source[1])
                self.heard.append(Packet(_time_of(extra), data[12:]))

    def press(self, key: str) -> None:
        """Sends a key as a telephone event (RFC 4733)."""
        code = _KEYS.index(key)
        steps = [(step * _SAMPLES, 0) for step in range(1, _EVENT_STEPS + 1)]
        steps += [(_EVENT_STEPS * _SAMPLES, 0x80)] * _EVENT_ENDS
        self._events += [struct.pack(">BBH", code, end | 10, length) for length, end in steps]

    def wait_s(self) -> float:
        """Seconds until the next packet is due."""
        return PACKET_S if self.remote is None else max(0.0, self._next_s - time.monotonic())

    def speak(self) -> None:
        """Sends the packets that are due."""
        now_s = time.monotonic()
        if self.remote is None or now_s < self._next_s:
            return
        self._next_s = max(self._next_s + PACKET_S, now_s - 0.1) if self._next_s else now_s + PACKET_S
        first = self._sent * _SAMPLES
        is_event = bool(self._events)
        payload = self._events.pop(0) if is_event else _tone(self.tone_hz, first)
        kind = self.event_type if is_event else _PCMA
        header = struct.pack(">BBHII", 0x80, kind, self._sent & 0xFFFF, first & 0xFFFFFFFF, 0x51AE)
        self._sent += 1
        try:
            self.socket.sendto(header + payload, self.remote)
        except OSError:
            return

    # ------------------------------------------------------------------ what was heard

    def hears(self, tone_hz: float, within_s: float = 0.3) -> bool:
        """Whether the tone was heard in the last moment, all of the time."""
        now_s = time.time()
        recent = [packet for packet in self.heard[-100:] if packet.at_s > now_s - within_s]
        return len(recent) > within_s / PACKET_S * 0.6 and all(is_tone(packet, tone_hz) for packet in recent[:-1])

    def hears_anything(self) -> bool:
        """Whether the last packets hold sound that is no silence."""
        return bool(self.heard) and all(loudness(packet) > _QUIET for packet in self.heard[-3:])

    def worst_gap_s(self, tones_hz: Collection[float], since_s: float, until_s: float) -> float:
        """The longest time within which none of the tones came. Times are seconds since the epoch."""
        packets = [packet for packet in list(self.heard) if since_s <= packet.at_s <= until_s]
        times = [packet.at_s for packet in packets if any(is_tone(packet, tone_hz) for tone_hz in tones_hz)]
        return max(after - before for before, after in itertools.pairwise((since_s, *times, until_s)))


def is_tone(packet: Packet, tone_hz: float) -> bool:
    """Whether most of the packet's sound is this tone."""
    return share_of_tone(_linear(packet.payload), tone_hz, RATE_HZ) > _LEAST_SHARE


def loudness(packet: Packet) -> float:
    """Root mean square, of 32767 at the most."""
    samples = _linear(packet.payload)
    return math.sqrt(math.fsum(sample * sample for sample in samples) / max(1, len(samples)))


def _time_of(extra: list[tuple[int, int, bytes]]) -> float:
    for level, kind, data in extra:
        if level == socket.SOL_SOCKET and kind == _TIMESTAMP:
            seconds, nanoseconds = struct.unpack_from("qq", data)
            return float(seconds) + float(nanoseconds) / 1e9
    return time.time()


def _tone(tone_hz: float | None, first: int) -> bytes:
    if tone_hz is None:
        return b"\xd5" * _SAMPLES
    step = 2 * math.pi * tone_hz / RATE_HZ
    return bytes(_a_law(int(8000 * math.sin(step * ((first + i) % RATE_HZ)))) for i in range(_SAMPLES))


def _a_law(sample: int) -> int:
    """ITU-T G.711."""
    sign, magnitude = (0x80, sample) if sample >= 0 else (0, -sample - 1)
    magnitude = min(magnitude, 32635)
    exponent = max(0, magnitude.bit_length() - 8)
    mantissa = (magnitude >> (exponent + 3 if exponent else 4)) & 0x0F
    return (sign | (exponent << 4) | mantissa) ^ 0x55


def _decoded(code: int) -> int:
    code ^= 0x55
    exponent, mantissa = (code >> 4) & 7, code & 0x0F
    magnitude = (mantissa << 4) + 8 if not exponent else ((mantissa << 4) + 0x108) << (exponent - 1)
    return magnitude if code & 0x80 else -magnitude


_TABLE = [_decoded(code) for code in range(256)]


def _linear(payload: bytes) -> list[int]:
    return [_TABLE[code] for code in payload]

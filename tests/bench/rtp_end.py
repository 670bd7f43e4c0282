"""The sound's end of the bench's peer (RFC 3550): notes when packets come, and echoes them or sends a steady tone."""

import itertools
import math
import select
import socket
import struct
import threading
import time

from softphone_lab.sound_control import hurry

TONE_HZ = 440.0
_PACKET_S = 0.02
_PCMU = 0


class RtpEnd:
    """One RTP port on loopback.

    Attributes:
        arrivals_s: monotonic seconds of each packet since `forget`.
        jumps: how often sequence number or time stamp did not go on evenly.
        sends_tone: send a tone of TONE_HZ as PCMU in packets of 20 ms to where packets come from, instead of the echo.
    """

    def __init__(self) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        self._socket.bind(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.arrivals_s: list[float] = []
        self.jumps = 0
        self.sends_tone = False
        self._last: tuple[int, int] | None = None
        self._step: int | None = None
        self._source: tuple[str, int] | None = None
        self._sent = 0
        self._is_open = True
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def forget(self) -> None:
        """Begins a new measurement."""
        self.arrivals_s = []
        self.jumps = 0
        self._last = self._step = self._source = None

    def worst_gap_ms(self) -> float:
        """The longest time between two packets."""
        arrivals = self.arrivals_s
        return max((b - a for a, b in itertools.pairwise(arrivals)), default=0.0) * 1000

    def close(self) -> None:
        """Ends the thread and frees the port."""
        self._is_open = False
        self._thread.join(2)
        self._socket.close()

    def _serve(self) -> None:
        hurry(threading.get_native_id())  # the network that it stands for is not late because a program is
        next_tone_s = time.monotonic()
        while self._is_open:
            wait_s = max(0.0, next_tone_s - time.monotonic()) if self.sends_tone else 0.2
            if select.select([self._socket], [], [], wait_s)[0]:
                self._take(*self._socket.recvfrom(2048))
            if self.sends_tone and time.monotonic() >= next_tone_s:
                next_tone_s = max(next_tone_s + _PACKET_S, time.monotonic() - 0.1)
                self._send_tone()

    def _take(self, data: bytes, source: tuple[str, int]) -> None:
        self.arrivals_s.append(time.monotonic())
        self._source = source
        if len(data) >= 12 and data[1] & 0x7F != 101:
            self._check(*struct.unpack_from(">HI", data, 2))
        if not self.sends_tone:
            self._socket.sendto(data, source)

    def _check(self, sequence: int, timestamp: int) -> None:
        if self._last is not None:
            step = (timestamp - self._last[1]) & 0xFFFFFFFF
            if self._step is None:
                self._step = step
            if (sequence - self._last[0]) & 0xFFFF != 1 or step != self._step:
                self.jumps += 1
        self._last = (sequence, timestamp)

    def _send_tone(self) -> None:
        if self._source is None:
            return
        first = self._sent * 160
        samples = (0.3 * math.sin(2 * math.pi * TONE_HZ * (first + i) / 8000) for i in range(160))
        header = struct.pack(">BBHII", 0x80, _PCMU, self._sent & 0xFFFF, first & 0xFFFFFFFF, 0xBE7C4)
        self._socket.sendto(header + bytes(map(_mu_law, samples)), self._source)
        self._sent += 1


def _mu_law(sample: float) -> int:
    """One sample of -1.0 to 1.0 as G.711 mu-law."""
    magnitude = min(32635, int(abs(sample) * 32767)) + 132
    exponent = magnitude.bit_length() - 8
    mantissa = (magnitude >> (exponent + 3)) & 0x0F
    return ~((0x80 if sample < 0 else 0) | (exponent << 4) | mantissa) & 0xFF

"""G.711 u-law (ITU-T G.711) and the tones that tests send."""

import math
from collections.abc import Iterator, Sequence

SILENCE = b"\xff"
FRAME = 160
_ROWS, _COLUMNS = (697, 770, 852, 941), (1209, 1336, 1477)
_KEYS = "123456789*0#"


def _expand(byte: int) -> int:
    byte = ~byte & 0xFF
    value = (((byte & 15) << 3) + 132) << (byte >> 4 & 7)
    return 132 - value if byte & 0x80 else value - 132


_TABLE = [_expand(byte) for byte in range(256)]


def decode(data: bytes) -> list[int]:
    """Linear 16-bit samples."""
    return [_TABLE[byte] for byte in data]


def encode(samples: Sequence[float]) -> bytes:
    """u-law bytes of linear 16-bit samples."""
    return bytes(_compress(int(sample)) for sample in samples)


def _compress(sample: int) -> int:
    sign, size = (0x80, -sample) if sample < 0 else (0, sample)
    size = min(size, 32635) + 132
    exponent = size.bit_length() - 8
    return ~(sign | exponent << 4 | size >> exponent + 3 & 15) & 0xFF


def frames(seconds: float, *hz: float) -> Iterator[bytes]:
    """20 ms frames of the sum of some tones."""
    for start in range(0, int(8000 * seconds), FRAME):
        times = (i / 8000 for i in range(start, start + FRAME))
        yield encode([sum(8000 * math.sin(2 * math.pi * f * t) for f in hz) for t in times])


def key_frames(digits: str) -> Iterator[bytes]:
    """The digits as dual tones (ITU-T Q.23), 100 ms each, 100 ms apart."""
    for digit in digits:
        place = _KEYS.index(digit)
        yield from frames(0.1, _ROWS[place // 3], _COLUMNS[place % 3])
        yield from [SILENCE * FRAME] * 5

"""Keeps two clocks together: how fast to take from a buffer, and frames made a few samples longer or shorter.

The conference bridge runs on the system's timer, a sound card on its own crystal; they differ by up to some hundred
parts per million. Nothing is dropped or repeated for it: now and then one 10 ms frame is resampled to one sample more
or less (cubic interpolation), which nobody hears, and which costs nothing between two corrections.
"""

from array import array

SAMPLE_BYTES = 2
_HISTORY = 3  # samples that the interpolation looks back and ahead: the sound is late by two of them


class FrameStretcher:
    """Turns frames of 16-bit mono samples into frames of another length, without a seam between them.

    All output is two samples late, stretched or not, so that the interpolation can see the samples that follow.
    """

    def __init__(self) -> None:
        self._tail = bytes(_HISTORY * SAMPLE_BYTES)

    def feed(self, frame: bytes, length: int) -> bytes:
        """The next samples, resampled to `length` of them."""
        samples = self._tail + frame
        self._tail = samples[-_HISTORY * SAMPLE_BYTES :]
        if length * SAMPLE_BYTES == len(frame):
            return samples[SAMPLE_BYTES : -(_HISTORY - 1) * SAMPLE_BYTES]
        return _interpolate(array("h", samples), len(frame) // SAMPLE_BYTES, length)


def _interpolate(samples: "array[int]", taken: int, made: int) -> bytes:
    """Catmull-Rom interpolation at `made` even steps over `taken` samples, the first of which is samples[1]."""
    out = array("h", bytes(made * SAMPLE_BYTES))
    step = taken / made
    for index in range(made):
        position = index * step
        at = int(position)
        t = position - at
        before, left, right, after = samples[at : at + 4]
        cubic = 3 * (left - right) + after - before
        bend = right - before + t * (2 * before - 5 * left + 4 * right - after + t * cubic)
        value = round(left + 0.5 * t * bend)
        out[index] = -32768 if value < -32768 else 32767 if value > 32767 else value
    return out.tobytes()


class LevelKeeper:
    """Decides how many samples a buffer should give more, or less, to keep its lowest level at a margin.

    The level of a buffer that is filled and emptied in blocks of different sizes goes up and down; what counts is the
    lowest one of a window. Above the margin: sound waits for nothing, so the buffer is emptied a little faster.
    Attributes:
        margin: samples that should be left at the lowest point. Grows when the buffer ran dry.
    """

    WINDOW = 40
    _SLACK = 12

    def __init__(self, margin: int, step: int, most: int) -> None:
        self.margin = self._least = margin
        self._step = step
        self._most = most
        self._lowest = 1 << 30
        self._seen = 0
        self._pending = 0

    def correction(self, level: int) -> int:
        """Takes the level after (input) or before (output) this frame's exchange.

        Returns -1, 0 or 1: samples to drain in this frame beyond the usual number.
        """
        if level < self._lowest:
            self._lowest = level
        self._seen += 1
        if self._seen >= self.WINDOW:
            self._plan()
        if not self._pending:
            return 0
        sign = 1 if self._pending > 0 else -1
        self._pending -= sign
        return sign

    def ran_dry(self) -> None:
        """The buffer was empty when it was needed: keeps more in it from now on."""
        self.margin = min(self._most, self.margin + self._step)
        self.restart()

    def reopen(self) -> None:
        """The device was opened anew: half of what was learnt the hard way is believed again."""
        self.margin = self._least + (self.margin - self._least) // 2
        self.restart()

    def restart(self) -> None:
        """Forgets what was seen: the buffer was set up anew."""
        self._lowest = 1 << 30
        self._seen = 0
        self._pending = 0

    def _plan(self) -> None:
        excess = self._lowest - self.margin
        self._pending = 0 if abs(excess) <= self._SLACK else max(-self.WINDOW, min(self.WINDOW, excess))
        self._lowest = 1 << 30
        self._seen = 0

"""Sound levels as the conference bridge measures them: the code of a u-law sample (ITU-T G.711), told as 0 to 49.

One step is about 1 dB, which a meter does not show; measuring costs nothing, since the bridge does it anyway.
"""

import math
from collections.abc import Callable

from softphone.engine.audio.channel import Loop, Timer
from softphone.engine.pj import PjError, pj

SILENCE_DBFS = -100.0
_FULL_SCALE = 32768.0
_SINE_FORM_FACTOR_DB = 0.91  # the bridge averages magnitudes; a voice's root mean square is about that much above


def dbfs(level: int) -> float:
    """Root mean square in dBFS, about that of a voice or a tone; -100.0 for silence."""
    if level <= 0:
        return SILENCE_DBFS
    code = (level + 0.5) * 255 / 100
    segment = int(code) // 16
    magnitude = ((2 * (code % 16) + 33) * 2**segment - 33) * 4
    return min(0.0, 20 * math.log10(magnitude / _FULL_SCALE) + _SINE_FORM_FACTOR_DB)


def level_of(media: pj.AudioMedia) -> int:
    """What the port has last sent into the bridge, as the bridge tells it; 0 when it is gone."""
    try:
        return int(media.getTxLevel())
    except PjError:
        return 0


class LevelMeter:
    """Measures microphone and speaker at an interval, while there is something to measure and someone to tell."""

    _TEST_INTERVAL_MS = 100

    def __init__(
        self,
        loop: Loop,
        media: Callable[[], tuple[pj.AudioMedia, pj.AudioMedia]],
        on_levels: Callable[[float, float], None],
    ) -> None:
        self._loop = loop
        self._media = media
        self._on_levels = on_levels
        self._is_wanted = False
        self._wanted_ms = self._TEST_INTERVAL_MS
        self._interval_s = 0.0
        self._timer: Timer | None = None

    def set_wanted(self, is_wanted: bool, interval_ms: int) -> None:
        """Whether levels are wanted during calls, and how often."""
        self._is_wanted = is_wanted
        self._wanted_ms = max(20, interval_ms)

    def set_running(self, is_in_call: bool, is_test: bool) -> None:
        """What is going on; starts or ends the measuring."""
        interval_ms = self._wanted_ms if is_in_call and self._is_wanted else self._TEST_INTERVAL_MS if is_test else 0
        if interval_ms / 1000 == self._interval_s:
            return
        self._interval_s = interval_ms / 1000
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._interval_s:
            self._timer = self._loop.call_later(self._interval_s, self._measure)

    def _measure(self) -> None:
        microphone, speaker = self._media()
        try:
            levels = dbfs(microphone.getTxLevel()), dbfs(speaker.getRxLevel())
        except PjError:
            levels = SILENCE_DBFS, SILENCE_DBFS
        self._timer = self._loop.call_later(self._interval_s, self._measure)
        self._on_levels(*levels)

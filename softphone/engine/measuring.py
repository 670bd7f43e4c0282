"""Sound levels and call statistics, sent only while somebody looks at them."""

import time
from collections.abc import Callable, Iterable

from softphone.basics.ids import CommandId
from softphone.engine.accounts import Emit
from softphone.engine.leg import Leg
from softphone.engine.loop import Loop, LoopTimer
from softphone.engine.router import CommandRefused
from softphone.protocol.commands import SetMeasuring
from softphone.protocol.events import LegLevel, LegLevelsMeasured, LevelsMeasured, RejectCode, StatisticsMeasured
from softphone.protocol.snapshots import LegState

_SHORTEST_MS = 20
_STATISTICS_S = 1.0  # nobody reads figures that change faster, and each is a call into the library per leg


class Measuring:
    """Sends StatisticsMeasured for each established leg, and passes levels on as they come from the bridge.

    Attributes:
        leg_levels: asked for the levels of the legs in the conference; none without one.
    """

    def __init__(self, loop: Loop, emit: Emit, legs: Iterable[Leg]) -> None:
        self._loop = loop
        self._emit = emit
        self._legs = legs
        self._timer: LoopTimer | None = None
        self._interval_s = 0.1
        self._statistics_due_s = 0.0
        self.leg_levels: Callable[[], tuple[LegLevel, ...]] = lambda: ()

    def set(self, command: SetMeasuring, cause: CommandId) -> None:
        """Carries out SetMeasuring."""
        if command.interval_ms < _SHORTEST_MS:
            raise CommandRefused(RejectCode.BAD_ARGUMENT, "the interval is too short")
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._interval_s = command.interval_ms / 1000
        self._statistics_due_s = 0.0
        if command.is_on:
            self._timer = self._loop.call_later(self._interval_s, self._measure)

    def levels(self, microphone_dbfs: float, speaker_dbfs: float) -> None:
        """Sends levels on."""
        self._emit(LevelsMeasured(microphone_dbfs=microphone_dbfs, speaker_dbfs=speaker_dbfs), None)

    def _measure(self) -> None:
        levels = self.leg_levels()
        if levels:
            self._emit(LegLevelsMeasured(levels=levels), None)
        now_s = time.monotonic()
        if now_s >= self._statistics_due_s:
            self._statistics_due_s = now_s + _STATISTICS_S
            self._send_statistics()
        self._timer = self._loop.call_later(self._interval_s, self._measure)

    def _send_statistics(self) -> None:
        for leg in self._legs:
            statistics = leg.statistics if leg.state == LegState.ESTABLISHED else None
            if statistics is not None:
                self._emit(StatisticsMeasured(statistics=statistics), None)

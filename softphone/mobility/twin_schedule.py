"""When the mobile rings by schedule: weekly times on the wall clock of wherever the computer is."""

from collections.abc import Callable
from datetime import tzinfo

from softphone.mobility.quiet_schedule import spans
from softphone.mobility.working_times import Phase, WorkingTimes
from softphone.runtime import Runtime, Timer
from softphone.settings.quiet_settings import WorkingWeek

_LONGEST_WAIT_S = 30.0  # a machine that slept, or whose clock was set, is not late for longer than this


class TwinSchedule:
    """Looks again while anybody asks for it."""

    def __init__(self, runtime: Runtime, zone: Callable[[], tzinfo], on_change: Callable[[], None]) -> None:
        self._runtime, self._zone, self._on_change = runtime, zone, on_change
        self._timer: Timer | None = None
        self._is_stopped = False

    def is_now(self, week: WorkingWeek) -> bool:
        """Whether the mobile rings now."""
        now_s = self._runtime.wall_time_s()
        days = (week.monday, week.tuesday, week.wednesday, week.thursday, week.friday, week.saturday, week.sunday)
        times = WorkingTimes(week=tuple(map(spans, days)), zone=self._zone())
        self._wait_until(times.next_change(now_s), now_s)
        return times.at(now_s).phase is Phase.WORKING

    def stop(self) -> None:
        """Not any more."""
        self._is_stopped = True
        if self._timer is not None:
            self._timer.cancel()

    def _wait_until(self, at_s: float | None, now_s: float) -> None:
        if self._timer is None and not self._is_stopped:
            wait_s = _LONGEST_WAIT_S if at_s is None else min(max(0.0, at_s - now_s), _LONGEST_WAIT_S)
            self._timer = self._runtime.call_later(wait_s, self._look)

    def _look(self) -> None:
        self._timer = None
        self._on_change()

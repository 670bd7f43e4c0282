"""One call that is asked for from many places and made once, at the earliest time that was asked for."""

from collections.abc import Callable

from softphone.runtime import Runtime, Timer

PLAN_DELAY_S = 0.02  # what changes in one turn is planned once


class PlanTimer:
    """Calls `plan` once for any number of wishes."""

    def __init__(self, runtime: Runtime, plan: Callable[[], None]) -> None:
        self._runtime = runtime
        self._plan = plan
        self._timer: Timer | None = None
        self._due_s = 0.0

    def soon(self, delay_s: float = PLAN_DELAY_S) -> None:
        """Plans after this delay at the latest."""
        due_s = self._runtime.now_s() + delay_s
        if self._timer is not None:
            if self._due_s <= due_s:
                return
            self._timer.cancel()
        self._due_s = due_s
        self._timer = self._runtime.call_later(delay_s, self.now)

    def now(self) -> None:
        """Plans at once, which makes a plan that is due unnecessary."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._plan()

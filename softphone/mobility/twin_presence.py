"""Whether the user is away, as twinning takes it: not for a moment, and not because of a call."""

from collections.abc import Callable

from softphone.presence.own_status import OwnStatus, OwnStatusView
from softphone.presence.state import PresenceState
from softphone.runtime import Runtime, Timer

AWAY_SETTLES_S = 15.0  # a screen that is locked for a moment switches nothing
BACK_SETTLES_S = 2.0
_AWAY = (PresenceState.AWAY, PresenceState.OUT_OF_OFFICE)


class TwinPresence:
    """is_away: as it was for a while. A call says nothing: it may be on the mobile."""

    def __init__(self, runtime: Runtime, own_status: OwnStatus, on_change: Callable[[], None]) -> None:
        self._runtime, self._own_status, self._on_change = runtime, own_status, on_change
        self.is_away = False
        self._timer: Timer | None = None
        self._forget: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Follows the own status from now on."""
        self.is_away = self._own_status.view.state in _AWAY
        self._forget = self._own_status.changed.add(self._on_status)

    def leave_now(self) -> None:
        """Away at once: there is no time to wait."""
        self._stop_timer()
        if not self.is_away:
            self.is_away = True
            self._on_change()

    def look(self) -> None:
        """Looks whether the user is here."""
        self._on_status(self._own_status.view)

    def stop(self) -> None:
        """Not any more."""
        self._forget()
        self._stop_timer()

    def _on_status(self, view: OwnStatusView) -> None:
        if view.state == PresenceState.ON_THE_PHONE:
            self._stop_timer()
            return
        is_away = view.state in _AWAY
        if is_away == self.is_away:
            self._stop_timer()
        elif self._timer is None:
            self._timer = self._runtime.call_later(AWAY_SETTLES_S if is_away else BACK_SETTLES_S, self._settle)

    def _settle(self) -> None:
        self._timer = None
        self.is_away = not self.is_away
        self._on_change()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

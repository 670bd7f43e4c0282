"""The part of the composition root that is about quiet hours. Nothing of it is made for a user who has none."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from softphone.basics.ids import AccountId
from softphone.composed import Composed
from softphone.mobility.notice_kind import NoticeKind
from softphone.settings.quiet_settings import HELD_FORWARDS, QUIET_HOURS, SUSPENDED_TWINNING

if TYPE_CHECKING:
    from softphone.mobility.quiet_gate import QuietGate
    from softphone.mobility.quiet_hours import QuietHours
    from softphone.mobility.quiet_routing import QuietRouting

_PATIENCE_S = 3.0


class QuietParts(Composed):
    """What `MobilityParts` inherits."""

    @cached_property
    def quiet_hours(self) -> "QuietHours":
        """Whether the user is off work."""
        from softphone.mobility.quiet_hours import QuietHours

        return QuietHours(self.runtime, self.settings, lambda one, other: self.directory.plan.same(one, other))

    @cached_property
    def quiet_routing(self) -> "QuietRouting":
        """What quiet hours do at the phone system."""
        from softphone.mobility.quiet_routing import QuietRouting

        def in_use() -> tuple[AccountId, ...]:
            return tuple(view.account_id for view in self.accounts.views() if view.config.is_enabled)

        parts = (self.runtime, self.settings, self.quiet_hours)
        return QuietRouting(*parts, lambda: self.forwarding, lambda: self.twinning, in_use)

    @cached_property
    def quiet_gate(self) -> "QuietGate":
        """Who may ring in quiet hours."""
        from softphone.mobility.quiet_gate import QuietGate

        return QuietGate(self.quiet_hours, self.calls, self.own_status)

    def start_quiet_hours(self) -> None:
        """Follows the clock as soon as the user has working times, or when something is to be put back."""
        get = self.settings.get
        if get(QUIET_HOURS) or get(HELD_FORWARDS) or get(SUSPENDED_TWINNING):
            self._run_quiet_hours()
        else:
            self._forget_waiting = self.settings.changed.add(self._look_for_quiet_hours)

    def leave_work(self) -> None:
        """The computer is about to sleep."""
        if "quiet_routing" in self.__dict__:
            self.quiet_hours.leave()

    def come_to_work(self) -> None:
        """It woke up."""
        if "quiet_routing" in self.__dict__:
            self.quiet_hours.come_back()

    def close_quiet_hours(self, on_done: Callable[[], None]) -> None:
        """The program ends: work may end with it. Calls back within a few seconds."""
        self.leave_work()
        if "quiet_routing" in self.__dict__:
            self.quiet_routing.when_settled(on_done, _PATIENCE_S)
        else:
            on_done()

    def allows_notice(self, kind: NoticeKind, number: str = "") -> bool:
        """Whether the user may be told of this now."""
        return "quiet_hours" not in self.__dict__ or self.quiet_hours.allow_now(kind, number)

    def _look_for_quiet_hours(self, key: str) -> None:
        if key == QUIET_HOURS.key and self.settings.get(QUIET_HOURS):
            self._forget_waiting()
            self._run_quiet_hours()

    def _run_quiet_hours(self) -> None:
        self.quiet_hours.start()
        # Accounts sign in anew when a machine wakes up: it may be morning.
        self.accounts.changed.add(lambda _: self.quiet_hours.look())
        self.quiet_gate.start()
        self.quiet_routing.start()
        self.accounts.changed.add(lambda _: self.quiet_routing.accounts_changed())
        self.accounts.removed.add(self.quiet_routing.account_removed)

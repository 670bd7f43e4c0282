"""The part of the composition root that is about where calls go. Nothing is made while no phone system is known."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from softphone.accounts.view import AccountView
from softphone.calls.call import CallAction
from softphone.composed import Composed

if TYPE_CHECKING:
    from softphone.calls.dial_rules import DialledHere
    from softphone.mobility.forwarding import Forwarding
    from softphone.mobility.pbx_switches import PbxSwitches
    from softphone.mobility.twin_schedule import TwinSchedule
    from softphone.mobility.twinning import Twinning

_ROUTED = ("forward_", "twinning_")  # what features are named that are set here


class RoutingParts(Composed):
    """What `MobilityParts` inherits.

    Attributes:
        has_routing: the phone systems are followed: something can be set at one of them, or somebody wants to see it.
    """

    has_routing = False

    @cached_property
    def pbx_switches(self) -> "PbxSwitches":
        """What is switched at the phone systems by codes."""
        from softphone.mobility.pbx_switches import PbxSwitches

        parts = (self.runtime, self.engine, self.accounts, self.settings)
        return PbxSwitches(*parts, lambda: self.number_lamps, lambda config: self.profiles.of(config))

    @cached_property
    def forwarding(self) -> "Forwarding":
        """Where calls are sent on by the phone system."""
        from softphone.mobility.forwarding import Forwarding

        parts = (self.pbx_switches, self.settings, self.mobile_numbers)
        return Forwarding(*parts, lambda: self.directory.plan, self._dialled_here(), self.guard)

    @cached_property
    def twinning(self) -> "Twinning":
        """Whether the mobile rings too."""
        from softphone.mobility.twinning import Twinning

        def new_schedule(on_change: Callable[[], None]) -> "TwinSchedule":
            from softphone.mobility.local_zone import local_zone
            from softphone.mobility.twin_schedule import TwinSchedule

            return TwinSchedule(self.runtime, local_zone, on_change)

        parts = (self.runtime, self.pbx_switches, self.settings, self.own_status, self.mobile_numbers, self.guard)
        return Twinning(*parts, self._dialled_here(), new_schedule)

    def start_routing(self) -> None:
        """Follows the phone systems as soon as there is an account at one where something can be set."""
        self.accounts.changed.add(self._look_for_phone_system)
        for view in self.accounts.views():
            self._look_for_phone_system(view)

    def begin_routing(self) -> None:
        """Follows the phone systems from now on, whether they offer anything or not."""
        if not self.has_routing:
            self.has_routing = True
            self.pbx_switches.start((*self.forwarding.specs(), *self.twinning.specs()))
            self.twinning.start()

    def sleep_changed(self, is_beginning: bool) -> None:
        """The computer is about to sleep, or woke: whoever closes the lid goes away."""
        if self.has_routing:
            self.twinning.sleep_changed(is_beginning)

    def close_routing(self, on_done: Callable[[], None]) -> None:
        """Has the mobile ring, or not, while the program is not running; calls back within a few seconds."""
        if not self.has_routing:
            on_done()
            return
        for call in self.calls.calls():
            if CallAction.HANG_UP in call.actions:  # not a second longer than the user wants
                self.calls.hang_up(call.call_id)
        self.twinning.close(on_done)

    def _look_for_phone_system(self, view: AccountView) -> None:
        if view.config.pbx_profile and not self.has_routing:
            codes = self.profiles.of(view.config).codes
            if any(feature.startswith(_ROUTED) for feature in codes):
                self.begin_routing()

    def _dialled_here(self) -> "DialledHere":
        from softphone.calls.dial_rules import DialledHere

        return DialledHere(self.settings, lambda text: self.directory.plan.dialled_here(text))

"""The part of the composition root that is about the work number on every device. Made when it is first asked for."""

from functools import cached_property
from typing import TYPE_CHECKING

from softphone.handoff_parts import HandoffParts
from softphone.identity_parts import IdentityParts
from softphone.quiet_parts import QuietParts
from softphone.routing_parts import RoutingParts

if TYPE_CHECKING:
    from softphone.accounts.server_probes import ServerProbes
    from softphone.mobility.pull import Pulls
    from softphone.pbx_profiles.profiles import Profiles


class MobilityParts(QuietParts, IdentityParts, RoutingParts, HandoffParts):
    """What `Softphone` inherits: each property is one feature on its ports."""

    @cached_property
    def profiles(self) -> "Profiles":
        """The phone systems that are known: shipped, of the site, of the user; the last wins by name."""
        from softphone.folders import config_dir
        from softphone.pbx_profiles.profile_files import FOLDER, SHIPPED, SITE
        from softphone.pbx_profiles.profiles import Profiles

        return Profiles((SHIPPED, SITE, config_dir() / FOLDER))

    @cached_property
    def server_probes(self) -> "ServerProbes":
        """Asks servers what they offer."""
        from softphone.accounts.server_probes import ServerProbes

        return ServerProbes(self.engine, self.accounts)

    @cached_property
    def pulls(self) -> "Pulls":
        """Calls on the user's mobile or other devices, which can be taken here."""
        from softphone.mobility.pull import Pulls

        return Pulls(
            self.runtime,
            self.engine,
            self.accounts,
            self.calls,
            self.own_devices,
            self.number_lamps,
            lambda config: self.profiles.of(config),
            self.push_news,
            is_own_mobile=lambda number: self.mobile_numbers.is_own(number),
        )

    def sleep_changed(self, is_beginning: bool) -> None:
        """The computer is about to sleep, or woke."""
        if is_beginning:
            self.leave_work()
        else:
            self.come_to_work()
        super().sleep_changed(is_beginning)

    def start_mobility(self) -> None:
        """Starts what has to look at calls and at the clock by itself."""
        self.start_identity()
        self.start_routing()
        self.pulls.start()
        self.start_quiet_hours()

"""The part of the composition root that is about the work number on every device. Made when it is first asked for."""

from functools import cached_property
from typing import TYPE_CHECKING

from softphone.accounts.accounts import Accounts
from softphone.calls.calls import Calls
from softphone.engine_client.gateway import EngineGateway
from softphone.identity_parts import IdentityParts
from softphone.presence.own_status import OwnStatus
from softphone.quiet_parts import QuietParts
from softphone.runtime import Runtime
from softphone.settings.settings import Settings

if TYPE_CHECKING:
    from softphone.accounts.credentials import CredentialStore
    from softphone.accounts.server_probes import ServerProbes
    from softphone.accounts.view import AccountView
    from softphone.calls.number_lamps import NumberLamps
    from softphone.calls.transfer import Transfers
    from softphone.directory.directory import Directory
    from softphone.history.history import History
    from softphone.mobility.forwarding import Forwarding
    from softphone.mobility.pbx_switches import PbxSwitches
    from softphone.mobility.pull import Pulls
    from softphone.pbx_profiles.profiles import Profiles
    from softphone.presence.own_devices import OwnDevices


class MobilityParts(QuietParts, IdentityParts):
    """What `Softphone` inherits: each property is one feature on its ports."""

    runtime: Runtime
    engine: EngineGateway
    settings: Settings
    accounts: Accounts
    calls: Calls
    own_status: OwnStatus
    _credentials: "CredentialStore"
    _routes = False

    if TYPE_CHECKING:

        @property
        def directory(self) -> Directory: ...

        @property
        def history(self) -> History: ...

        @property
        def number_lamps(self) -> NumberLamps: ...

        @property
        def own_devices(self) -> OwnDevices: ...

        @property
        def transfers(self) -> Transfers: ...

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
    def pbx_switches(self) -> "PbxSwitches":
        """What is switched at the phone systems by codes."""
        from softphone.mobility.pbx_switches import PbxSwitches

        parts = (self.runtime, self.engine, self.accounts, self.settings)
        return PbxSwitches(*parts, lambda: self.number_lamps, lambda config: self.profiles.of(config))

    @cached_property
    def forwarding(self) -> "Forwarding":
        """Where calls are sent on by the phone system."""
        from softphone.calls.dial_rules import DialledHere
        from softphone.mobility.forwarding import Forwarding

        dialled_here = DialledHere(self.settings, lambda text: self.directory.plan.dialled_here(text))
        parts = (self.pbx_switches, self.settings, self.mobile_numbers)
        return Forwarding(*parts, lambda: self.directory.plan, dialled_here)

    def _start_routing(self, view: "AccountView") -> None:
        """Once there is an account whose phone system is known: only then can anything be set there."""
        if view.config.pbx_profile and not self._routes:
            self._routes = True
            self.pbx_switches.start(self.forwarding.specs())

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
            self.profiles.of,
            is_own_mobile=lambda number: self.mobile_numbers.is_own(number),
        )

    def start_mobility(self) -> None:
        """Starts what has to look at calls and at the clock by itself."""
        self.start_identity()
        self.accounts.changed.add(self._start_routing)
        for view in self.accounts.views():
            self._start_routing(view)
        self.pulls.start()
        self.start_quiet_hours()

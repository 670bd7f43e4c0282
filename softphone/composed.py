"""What the parts of the composition root see of the whole. Declared here only; `Softphone` and the parts make it."""

from pathlib import Path
from typing import TYPE_CHECKING

from softphone.accounts.accounts import Accounts
from softphone.accounts.credentials import CredentialStore
from softphone.calls.calls import Calls
from softphone.devices.devices import Devices
from softphone.engine_client.gateway import EngineGateway
from softphone.presence.own_status import OwnStatus
from softphone.runtime import Runtime
from softphone.settings.settings import Settings

if TYPE_CHECKING:
    from softphone.calls.number_lamps import NumberLamps
    from softphone.calls.transfer import Transfers
    from softphone.directory.directory import Directory
    from softphone.history.history import History
    from softphone.mobility.forwarding import Forwarding
    from softphone.mobility.identity_guard import IdentityGuard
    from softphone.mobility.mobile_numbers import MobileNumbers
    from softphone.mobility.twinning import Twinning
    from softphone.pbx_profiles.profiles import Profiles
    from softphone.presence.colleagues import Colleagues
    from softphone.presence.own_devices import OwnDevices


class Composed:
    """What every part inherits. The attributes are there from the start, the properties made when first asked for.

    Attributes:
        _kept_in: the user's data folder; None keeps nothing.
    """

    runtime: Runtime
    engine: EngineGateway
    settings: Settings
    accounts: Accounts
    calls: Calls
    devices: Devices
    own_status: OwnStatus
    _credentials: CredentialStore
    _kept_in: Path | None

    if TYPE_CHECKING:

        @property
        def data_folder(self) -> Path: ...

        @property
        def directory(self) -> Directory: ...

        @property
        def history(self) -> History: ...

        @property
        def colleagues(self) -> Colleagues: ...

        @property
        def own_devices(self) -> OwnDevices: ...

        @property
        def profiles(self) -> Profiles: ...

        @property
        def number_lamps(self) -> NumberLamps: ...

        @property
        def transfers(self) -> Transfers: ...

        @property
        def mobile_numbers(self) -> MobileNumbers: ...

        @property
        def guard(self) -> IdentityGuard: ...

        @property
        def forwarding(self) -> Forwarding: ...

        @property
        def twinning(self) -> Twinning: ...

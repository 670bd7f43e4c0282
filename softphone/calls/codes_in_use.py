"""What is dialled to pick up and to park: the user's own settings, else what the phone system of the account has."""

from collections.abc import Callable

from softphone.accounts.accounts import Accounts
from softphone.basics.listeners import Listeners
from softphone.pbx_profiles.profile import NUMBER, Feature, Profile
from softphone.protocol.snapshots import AccountConfig
from softphone.settings.call_settings import (
    GROUP_PICK_UP_CODE,
    PARK_NUMBER,
    PARK_SLOT_CODE,
    PARK_SLOTS,
    PICK_UP_CODE,
)
from softphone.settings.declared import DEFAULT_ACCOUNT
from softphone.settings.setting import Setting
from softphone.settings.settings import Settings

_BY_FEATURE: dict[Feature, Setting[str]] = {
    Feature.PICK_UP: PICK_UP_CODE,
    Feature.GROUP_PICK_UP: GROUP_PICK_UP_CODE,
    Feature.PARK: PARK_NUMBER,
    Feature.PARK_IN_SLOT: PARK_SLOT_CODE,
}
_WITH_NUMBER = (Feature.PICK_UP, Feature.PARK_IN_SLOT)
_SETTINGS = frozenset(setting.key for setting in (*_BY_FEATURE.values(), PARK_SLOTS, DEFAULT_ACCOUNT))


class CodesInUse:
    """The one place where they are looked up. The phone system is that of the default account.

    Args:
        profile_of: the phone system of an account; None stands for no account.

    Attributes:
        changed: announced when any of them is another one.
    """

    def __init__(
        self, settings: Settings, accounts: Accounts, profile_of: Callable[[AccountConfig | None], Profile]
    ) -> None:
        self.changed: Listeners[None] = Listeners()
        self._settings, self._accounts, self._profile_of = settings, accounts, profile_of
        self._last = self._all()
        settings.changed.add(lambda key: self._look() if key in _SETTINGS else None)
        accounts.changed.add(lambda _: self._look())
        accounts.removed.add(lambda _: self._look())

    def pick_up(self, number: str) -> str:
        """What takes the call that rings at this number; empty when nothing is known that does."""
        return self._code(Feature.PICK_UP, number)

    @property
    def has_pick_up(self) -> bool:
        """There is a code for it."""
        return bool(self.pick_up("0"))

    @property
    def group_pick_up(self) -> str:
        """What takes any call that rings in the group; empty for nothing."""
        return self._code(Feature.GROUP_PICK_UP)

    @property
    def park(self) -> str:
        """Where a call is sent to be parked in a slot of the server's choice; empty for nowhere."""
        return self._code(Feature.PARK)

    def park_in(self, slot: str) -> str:
        """Where a call is sent to be parked in this slot; empty when that cannot be chosen."""
        return self._code(Feature.PARK_IN_SLOT, slot)

    @property
    def park_slots(self) -> str:
        """The numbers of the slots, as in the setting: ``701-720``; empty for none."""
        return self._settings.get(PARK_SLOTS) or self._profile().park_slots

    def _code(self, feature: Feature, number: str = "") -> str:
        own = self._settings.get(_BY_FEATURE[feature])
        if own:
            return own + number
        return self._profile().code(feature, number)

    def _profile(self) -> Profile:
        view = self._accounts.default()
        return self._profile_of(None if view is None else view.config)

    def _all(self) -> tuple[str, ...]:
        return (*(self._code(each, NUMBER if each in _WITH_NUMBER else "") for each in _BY_FEATURE), self.park_slots)

    def _look(self) -> None:
        last, self._last = self._last, self._all()
        if self._last != last:
            self.changed.announce(None)

"""What the views of presence need of the features, so that each view can be shown with any source behind it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from softphone.basics.listeners import Listeners
from softphone.presence.own_status import OwnStatusView
from softphone.presence.state import PresenceState, Presentity, RemoteCall

if TYPE_CHECKING:
    from softphone.presence.reginfo import RegisteredDevice


class Lamps(Protocol):
    """Colleagues' presence as the lamps see it."""

    @property
    def changed(self) -> Listeners[tuple[Presentity, ...]]:
        """Announces those that changed, a batch at a time."""

    @property
    def became_free(self) -> Listeners[Presentity]:
        """Announces a colleague whom the user waited for."""

    @property
    def addresses_changed(self) -> Listeners[None]:
        """Announced when `address_of` may give other answers."""

    def watch(self, address: str) -> Callable[[], None]:
        """Keeps the presence of this address up to date until the returned function is called."""

    def get(self, address: str) -> Presentity:
        """The presence as it is known now; UNKNOWN while the address is not watched."""

    def address_of(self, number: str) -> str:
        """The address of a number at the account in use; empty when there is none."""

    def tell_when_free(self, address: str) -> Callable[[], None]:
        """Announces it once when the colleague can be called again; the returned function takes it back."""

    def is_told_when_free(self, address: str) -> bool:
        """Whether that is to come."""


class Status(Protocol):
    """The user's own status as the window sees it."""

    @property
    def changed(self) -> Listeners[OwnStatusView]:
        """Announces each new view."""

    @property
    def view(self) -> OwnStatusView:
        """The status now."""

    def choose(self, state: PresenceState | None, note: str = "", until_s: float | None = None) -> None:
        """The user's choice, until it ends or is cleared; None for the state: a note beside what is inferred."""

    def clear_choice(self) -> None:
        """Back to what is inferred."""


class Elsewhere(Protocol):
    """The user's own address on other devices."""

    @property
    def calls(self) -> tuple[RemoteCall, ...]:
        """The calls that are none of this program."""

    @property
    def changed(self) -> Listeners[tuple[RemoteCall, ...]]:
        """Announces the calls when they changed."""

    @property
    def devices(self) -> "tuple[RegisteredDevice, ...]":
        """The devices that are registered beside this program."""

    @property
    def devices_changed(self) -> "Listeners[tuple[RegisteredDevice, ...]]":
        """Announces the devices when they changed."""

"""Colleagues whose presence a test sets: what the views of presence see of the feature."""

from collections.abc import Callable
from dataclasses import replace

from softphone.basics.listeners import Listeners
from softphone.presence.state import PresenceState, Presentity

DOMAIN = "pbx.example.com"


class FakeLamps:
    """watched: how often each address is watched now."""

    def __init__(self) -> None:
        self.changed: Listeners[tuple[Presentity, ...]] = Listeners()
        self.became_free: Listeners[Presentity] = Listeners()
        self.addresses_changed: Listeners[None] = Listeners()
        self.watched: dict[str, int] = {}
        self.waited_for: set[str] = set()
        self._known: dict[str, Presentity] = {}

    def watch(self, address: str) -> Callable[[], None]:
        self.watched[address] = self.watched.get(address, 0) + 1

        def unwatch() -> None:
            self.watched[address] -= 1
            if not self.watched[address]:
                del self.watched[address]

        return unwatch

    def get(self, address: str) -> Presentity:
        return self._known.get(address, Presentity(address))

    def address_of(self, number: str) -> str:
        return number if "@" in number else f"{number}@{DOMAIN}"

    def tell_when_free(self, address: str) -> Callable[[], None]:
        self.waited_for.add(address)
        return lambda: self.waited_for.discard(address)

    def is_told_when_free(self, address: str) -> bool:
        return address in self.waited_for

    def set(self, *presentities: Presentity) -> None:
        """These have changed, together."""
        for presentity in presentities:
            self._known[presentity.address] = presentity
        self.changed.announce(presentities)
        for presentity in presentities:
            if presentity.state is PresenceState.AVAILABLE and presentity.address in self.waited_for:
                self.waited_for.discard(presentity.address)
                self.became_free.announce(presentity)

    def set_state(self, number: str, state: PresenceState) -> None:
        """This number's state has changed."""
        self.set(replace(self.get(self.address_of(number)), state=state))

"""Lamps by number that a test switches."""

from collections.abc import Callable

from softphone.basics.listeners import Listeners
from softphone.calls.number_lamps import NumberLamp


class SwitchedLamps:
    """watched: how many watch each number."""

    def __init__(self) -> None:
        self.changed: Listeners[None] = Listeners()
        self.became_free: Listeners[str] = Listeners()
        self.told_anew: Listeners[str] = Listeners()
        self.lamps: dict[str, NumberLamp] = {}
        self.watched: dict[str, int] = {}
        self.awaited: list[str] = []

    def watch(self, number: str) -> Callable[[], None]:
        self.watched[number] = self.watched.get(number, 0) + 1

        def unwatch() -> None:
            self.watched[number] -= 1

        return unwatch

    def get(self, number: str) -> NumberLamp:
        return self.lamps.get(number, NumberLamp())

    def tell_when_free(self, number: str) -> Callable[[], None]:
        self.awaited.append(number)
        return lambda: self.awaited.remove(number) if number in self.awaited else None

    def switch(self, number: str, lamp: NumberLamp) -> None:
        """The lamp is like this from now on."""
        self.lamps[number] = lamp
        self.changed.announce(None)

    def forget(self, number: str) -> None:
        """The phone system was restarted: it tells anew, and the lamp is dark."""
        self.lamps[number] = NumberLamp(is_known=True)
        self.told_anew.announce(number)
        self.changed.announce(None)

    def free(self, number: str) -> None:
        """Whoever is waited for is free."""
        self.awaited.remove(number)
        self.became_free.announce(number)

"""What the calls need to know of others' lamps; `softphone.presence` knows it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from softphone.basics.listeners import Listeners
from softphone.protocol.snapshots import DialogToReplace


@dataclass(frozen=True, slots=True)
class NumberLamp:
    """The lamp of a number at the own PBX.

    Attributes:
        is_known: the PBX tells about this number.
        is_busy: somebody is in a call there; of a slot: a call is parked there.
        name: whom they talk to, or who is parked; empty when it is not told.
        since_s: seconds since the epoch since when that is so; None when not known.
        ringing: the call that rings there, where the PBX tells enough to take it over.
    """

    is_known: bool = False
    is_busy: bool = False
    name: str = ""
    since_s: float | None = None
    ringing: DialogToReplace | None = None


class NumberLamps(Protocol):
    """Lamps by number.

    Attributes:
        changed: announced when a lamp that is watched may have changed.
        became_free: announces a number, as it was given, of which `tell_when_free` was asked; once.
        told_anew: announces a number that is watched, as it was given, when its lamp is told for the first time since
            it was not known, or since the PBX forgot what it told before; at once, before `changed`.
    """

    changed: Listeners[None]
    became_free: Listeners[str]
    told_anew: Listeners[str]

    def watch(self, number: str) -> Callable[[], None]:
        """Watches until the returned function is called."""

    def get(self, number: str) -> NumberLamp:
        """The lamp as it is known now."""

    def tell_when_free(self, number: str) -> Callable[[], None]:
        """Announces `became_free` once; the returned function takes the wish back."""

"""A call that was in progress on another device of the user, and goes on here."""

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from softphone.protocol.snapshots import CallLegSnapshot, Direction, Party


class TakenFrom(StrEnum):
    """Where the call was before."""

    MOBILE = "mobile"
    DEVICE = "device"


@dataclass(frozen=True, slots=True)
class TakenOver:
    """How a call came here.

    Attributes:
        dialled: the number or code that our leg called to get it.
        party: whom the user talks to, as far as it was known before; shown until the phone system says who it is.
        direction: who had called whom when the call began; None when it is not known.
    """

    place: TakenFrom
    dialled: str
    party: Party
    direction: Direction | None = None

    def shown(self, leg: CallLegSnapshot) -> CallLegSnapshot:
        """The leg with the far party in place of what was dialled: nobody talks to a feature code."""
        is_told = leg.remote.number != self.dialled or bool(leg.remote.name)
        remote = leg.remote if is_told else self.party
        return msgspec.structs.replace(leg, remote=remote, direction=self.direction or leg.direction)

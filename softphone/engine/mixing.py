"""The conference: which legs hear each other, who of them is kept from being heard, and how loud each one is."""

from softphone.basics.ids import CommandId
from softphone.engine.audio.bridge import AudioBridge
from softphone.engine.leg import Leg
from softphone.engine.legs import Legs
from softphone.engine.router import CommandRefused
from softphone.protocol.commands import MixLegs, SetFarMuted
from softphone.protocol.events import LegLevel, RejectCode
from softphone.protocol.snapshots import HoldState, LegState

MAX_MIXED = 8


class Mixing:
    """Marks the legs of the conference; what is held on either side neither hears nor is heard until it is back."""

    def __init__(self, legs: Legs, bridge: AudioBridge) -> None:
        self._legs = legs
        self._bridge = bridge

    def mix(self, command: MixLegs, cause: CommandId) -> None:
        """Carries out MixLegs."""
        if len(set(command.leg_ids)) != len(command.leg_ids) or len(command.leg_ids) > MAX_MIXED:
            raise CommandRefused(RejectCode.BAD_ARGUMENT, f"legs have to be {MAX_MIXED} different ones at the most")
        wanted = [self._legs.get(leg_id, LegState.ESTABLISHED) for leg_id in command.leg_ids]
        if any(leg.is_silent for leg in wanted):
            raise CommandRefused(RejectCode.WRONG_STATE, "the leg is silent")
        self._set(wanted if len(wanted) > 1 else [], cause)

    def set_far_muted(self, command: SetFarMuted, cause: CommandId) -> None:
        """Carries out SetFarMuted."""
        leg = self._legs.get(command.leg_id)
        if not leg.is_mixed:
            raise CommandRefused(RejectCode.WRONG_STATE, "the leg is in no conference")
        leg.set_mixed(True, command.is_muted, cause)

    def leg_changed(self, leg: Leg) -> None:
        """Brings the sound of a leg into line; a leg that has ended leaves, and one alone is a plain call."""
        members = [each for each in self._legs if each.is_mixed]
        if leg.is_mixed and leg.state == LegState.ENDED and len(members) == 1:
            self._set([], None)
        if leg.state != LegState.ENDED:
            is_there = leg.is_mixed and not leg.hold.wanted and leg.hold.state == HoldState.NONE
            self._bridge.legs.set_mixed(leg.leg_id, is_there, leg.is_far_muted)

    def levels(self) -> tuple[LegLevel, ...]:
        """How loud each far party of the conference is; none without one."""
        return tuple(
            LegLevel(leg_id=leg.leg_id, dbfs=round(self._bridge.legs.level(leg.leg_id), 1))
            for leg in self._legs
            if leg.is_mixed
        )

    def _set(self, wanted: list[Leg], cause: CommandId | None) -> None:
        for leg in self._legs:
            leg.set_mixed(leg in wanted, leg.is_far_muted and leg in wanted, cause)

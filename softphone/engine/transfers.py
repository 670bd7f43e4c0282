"""Transfers that we ask for (RFC 5589): blind by REFER, attended by REFER with Replaces of the other call's dialog."""

import time

from softphone.basics.ids import CommandId, LegId
from softphone.basics.sip_uri import SipUri
from softphone.engine.leg import Leg
from softphone.engine.legs import Legs
from softphone.engine.loop import Loop
from softphone.engine.native_call import NativeCall
from softphone.engine.native_requests import refer_native
from softphone.engine.refer import Refer
from softphone.engine.router import CommandRefused
from softphone.protocol.commands import Transfer, TransferToLeg
from softphone.protocol.events import RejectCode
from softphone.protocol.snapshots import LegState, TransferState

_GONE = "the call has ended"


class Transfers:
    """Carries out transfers. Whether the far party is held meanwhile is for the core to say: it is left as it is."""

    def __init__(self, legs: Legs, loop: Loop) -> None:
        self._legs = legs
        self._loop = loop

    def transfer(self, command: Transfer, cause: CommandId) -> None:
        """Carries out Transfer."""
        leg = self._free_leg(command.leg_id)
        try:
            if not SipUri.parse(command.target).user:
                raise ValueError
        except ValueError:
            raise CommandRefused(RejectCode.BAD_ARGUMENT, "the target is not a SIP URI with a user") from None
        self._begin(leg, None, command.target, cause)

    def transfer_to_leg(self, command: TransferToLeg, cause: CommandId) -> None:
        """Carries out TransferToLeg."""
        leg, target = self._free_leg(command.leg_id), self._free_leg(command.target_leg_id)
        if leg is target:
            raise CommandRefused(RejectCode.BAD_ARGUMENT, "a leg cannot be joined to itself")
        if leg.account is not target.account and leg.account.server != target.account.server:
            raise CommandRefused(RejectCode.BAD_ARGUMENT, "the legs are at different servers")
        self._begin(leg, target, target.remote.uri, cause)

    def _free_leg(self, leg_id: LegId) -> Leg:
        leg = self._legs.get(leg_id, LegState.ESTABLISHED)
        if any(refer is not None and refer.is_under_way for refer in (leg.refer, leg.joined_by)):
            raise CommandRefused(RejectCode.WRONG_STATE, "a transfer is under way")
        return leg

    def _begin(self, leg: Leg, target: Leg | None, text: str, cause: CommandId) -> None:
        def send() -> str:
            to: str | NativeCall | None = text if target is None else target.native
            return _GONE if leg.native is None or to is None else refer_native(leg.native, to)

        def changed(refer: Refer) -> None:
            leg.cause = cause
            leg.announce()
            if refer.snapshot.state == TransferState.SUCCEEDED:
                leg.transferred(cause)
                if target is not None:
                    target.transferred(cause)

        refer = Refer(leg.leg_id, text, send, self._loop, changed)
        leg.refer = refer
        if target is not None:
            target.joined_by = refer
        leg.cause = cause
        leg.announce()
        legs = [each for each in (leg, target) if each is not None]
        age_s = min(time.time() - (each.snapshot.answered_at_s or 0.0) for each in legs)
        refer.begin(age_s, lambda: all(each.hold.is_settled for each in legs))

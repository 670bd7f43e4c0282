"""Transfers as a FakeEngine carries them out: the target's script says what becomes of them."""

import msgspec

from softphone.basics.ids import CommandId, LegId, new_leg_id
from softphone.basics.sip_uri import SipUri
from softphone.protocol.commands import Transfer, TransferToLeg
from softphone.protocol.events import RejectCode
from softphone.protocol.snapshots import (
    CallLegSnapshot,
    Direction,
    EndKind,
    EndReason,
    LegState,
    Party,
    TransferSnapshot,
    TransferState,
)
from tests.fakes.fake_legs import FakeLegs
from tests.fakes.fake_pbx import Answers, EarlyMedia, Ends, FakePbx, Rings, Script, Step
from tests.fakes.fake_stage import Refused, Stage

_UNDER_WAY = (TransferState.REQUESTED, TransferState.ACCEPTED, TransferState.RINGING)
_REFER_S, _JOIN_S = 0.02, 0.1
_PATIENCE_S = 180.0
_TRANSFERRED = EndReason(kind=EndKind.TRANSFERRED)


class FakeTransfers:
    """Refers far parties to targets of the fake world, or joins two of them."""

    def __init__(self, stage: Stage, pbx: FakePbx, legs: FakeLegs) -> None:
        self._stage = stage
        self._pbx = pbx
        self._legs = legs

    def transfer(self, command: Transfer, command_id: CommandId) -> None:
        leg = self._free(command.leg_id)
        try:
            target = SipUri.parse(command.target)
        except ValueError:
            raise Refused(RejectCode.BAD_ARGUMENT, "target") from None
        if not target.user:
            raise Refused(RejectCode.BAD_ARGUMENT, "target")
        script = self._pbx.script(target)
        self._begin(leg, command.target, command_id)
        self._stage.later(_REFER_S, lambda: self._accepted(leg.leg_id, command_id, script))
        self._stage.later(_PATIENCE_S, lambda: self._note(leg.leg_id, command_id, TransferState.FAILED, 408))

    def transfer_to_leg(self, command: TransferToLeg, command_id: CommandId) -> None:
        leg, target = self._free(command.leg_id), self._free(command.target_leg_id)
        if leg.leg_id == target.leg_id:
            raise Refused(RejectCode.BAD_ARGUMENT, "joined to itself")
        self._begin(leg, target.remote.uri, command_id)
        refused = self._pbx.refuses_replaces

        def joined() -> None:
            if refused is not None or not self._has(target.leg_id):
                self._enter(leg.leg_id, command_id, TransferState.FAILED, refused or 481)
            elif self._enter(leg.leg_id, command_id, TransferState.SUCCEEDED, 200):
                self._legs.end(leg.leg_id, _TRANSFERRED, command_id)
                self._legs.end(target.leg_id, _TRANSFERRED, command_id)

        self._stage.later(_REFER_S, lambda: self._note(leg.leg_id, command_id, TransferState.ACCEPTED, 100))
        self._stage.later(_JOIN_S, joined)

    # ------------------------------------------------------------ the far party

    def far_refers(self, leg_id: LegId, target: str) -> LegId:
        """REFER: it sends us to a SIP URI; returns the new leg."""
        uri, old = SipUri.parse(target), self._legs.leg(leg_id)
        leg = CallLegSnapshot(
            leg_id=new_leg_id(), account_id=old.account_id, direction=Direction.OUTGOING, state=LegState.CALLING,
            remote=Party(uri=target, number=uri.user), started_at_s=self._stage.wall_time_s(), is_muted=old.is_muted,
            replaces=leg_id, referred_by=old.remote,
        )  # fmt: skip
        self._legs.take_place(leg_id, leg, self._pbx.script(uri))
        return leg.leg_id

    def far_replaces(self, leg_id: LegId, number: str, name: str = "") -> LegId:
        """Somebody's INVITE with Replaces; the user answers it only when he had not answered before."""
        old = self._legs.leg(leg_id)
        is_alerting = old.state == LegState.ALERTING
        remote = Party(uri=f"sip:{number}@fake.example", number=number, name=name, is_asserted=True)
        leg = CallLegSnapshot(
            leg_id=new_leg_id(), account_id=old.account_id, direction=Direction.INCOMING,
            state=LegState.ALERTING if is_alerting else LegState.ANSWERING, remote=remote,
            started_at_s=self._stage.wall_time_s(), is_muted=old.is_muted, replaces=leg_id,
        )  # fmt: skip
        self._legs.take_place(leg_id, leg, () if is_alerting else ((_REFER_S, Answers()),))
        if is_alerting:
            self._legs.end(leg_id, EndReason(kind=EndKind.REPLACED))
        return leg.leg_id

    # ------------------------------------------------------------ inside

    def _free(self, leg_id: LegId) -> CallLegSnapshot:
        leg = self._legs.leg(leg_id)
        if leg.state != LegState.ESTABLISHED:
            raise Refused(RejectCode.WRONG_STATE, leg.state)
        if leg.transfer is not None and leg.transfer.state in _UNDER_WAY:
            raise Refused(RejectCode.WRONG_STATE, "a transfer is under way")
        return leg

    def _begin(self, leg: CallLegSnapshot, target: str, cause: CommandId) -> None:
        snapshot = TransferSnapshot(state=TransferState.REQUESTED, target=target)
        self._legs.change(leg.leg_id, cause, transfer=snapshot)

    def _accepted(self, leg_id: LegId, cause: CommandId, script: Script) -> None:
        if self._enter(leg_id, cause, TransferState.ACCEPTED, 100):
            self._play(leg_id, cause, script)

    def _play(self, leg_id: LegId, cause: CommandId, script: Script) -> None:
        if not script:
            return
        (delay_s, step), *rest = script

        def act() -> None:
            if self._act(leg_id, cause, step):
                self._play(leg_id, cause, tuple(rest))

        self._stage.later(delay_s, act)

    def _act(self, leg_id: LegId, cause: CommandId, step: Step) -> bool:
        match step:
            case Rings() | EarlyMedia():
                return self._enter(leg_id, cause, TransferState.RINGING, 180)
            case Answers():
                if self._enter(leg_id, cause, TransferState.SUCCEEDED, 200):
                    self._legs.end(leg_id, _TRANSFERRED, cause)
            case Ends(reason):
                self._enter(leg_id, cause, TransferState.FAILED, reason.status_code)
        return False

    def _note(self, leg_id: LegId, cause: CommandId, state: TransferState, code: int) -> None:
        self._enter(leg_id, cause, state, code)

    def _enter(self, leg_id: LegId, cause: CommandId, state: TransferState, code: int | None) -> bool:
        """False: the leg or its transfer has ended."""
        if not self._has(leg_id):
            return False
        before = self._legs.leg(leg_id).transfer
        if before is None or before.state not in _UNDER_WAY:
            return False
        self._legs.change(leg_id, cause, transfer=msgspec.structs.replace(before, state=state, status_code=code))
        return True

    def _has(self, leg_id: LegId) -> bool:
        return self._legs.has(leg_id)

"""The call legs of a FakeEngine, each a state machine with a scripted far party."""

from collections.abc import Callable

import msgspec

from softphone.basics.ids import AccountId, CommandId, LegId, new_leg_id
from softphone.basics.sip_uri import SipUri
from softphone.protocol.commands import Answer, Dial, HangUp, Hold, Reject, Resume, SendDtmf, SetMuted
from softphone.protocol.events import CallLegChanged, DtmfReceived, RejectCode, StatisticsMeasured
from softphone.protocol.snapshots import (
    CallLegSnapshot,
    Direction,
    DtmfMethod,
    EndKind,
    EndReason,
    HoldState,
    LegState,
    MediaSnapshot,
    MediaStatistics,
    Party,
    RejectReason,
)
from softphone.runtime import Timer
from tests.fakes.fake_accounts import FakeAccounts
from tests.fakes.fake_mixing import completed
from tests.fakes.fake_pbx import Answers, EarlyMedia, Ends, FakePbx, Rings, Script, Step
from tests.fakes.fake_stage import Refused, Stage

MAX_LEGS = 64
REINVITE_S = 0.02
_MEDIA = MediaSnapshot(codec="opus", clock_rate_hz=48000)
_SOUNDING = (LegState.EARLY_MEDIA, LegState.ESTABLISHED)
_REJECTED = {RejectReason.BUSY: 486, RejectReason.DECLINE: 603}
_HELD_LOCALLY = {HoldState.NONE: HoldState.LOCAL, HoldState.REMOTE: HoldState.BOTH}
_HELD_REMOTELY = {HoldState.NONE: HoldState.REMOTE, HoldState.LOCAL: HoldState.BOTH}


def _released(table: dict[HoldState, HoldState]) -> dict[HoldState, HoldState]:
    return {held: free for free, held in table.items()}


class FakeLegs:
    """Carries out the call commands; legs that have ended are unknown."""

    def __init__(self, stage: Stage, pbx: FakePbx, accounts: FakeAccounts, on_count: Callable[[int], None]) -> None:
        self._stage = stage
        self._pbx = pbx
        self._accounts = accounts
        self._on_count = on_count
        self._legs: dict[LegId, CallLegSnapshot] = {}
        self._used_ids: set[LegId] = set()
        self._silent: set[LegId] = set()
        self._timers: dict[LegId, list[Timer]] = {}
        self._dialled_by: dict[LegId, CommandId | None] = {}
        self._statistics_timer: Timer | None = None
        self.on_ended: Callable[[], None] = lambda: None

    # ------------------------------------------------------------ commands

    def dial(self, command: Dial, command_id: CommandId) -> None:
        self._accounts.config(command.account_id)
        try:
            target = SipUri.parse(command.target)
        except ValueError as error:
            raise Refused(RejectCode.BAD_ARGUMENT, "target") from error
        if command.leg_id in self._used_ids:
            raise Refused(RejectCode.BAD_ARGUMENT, "leg id used before")
        if len(self._legs) >= MAX_LEGS:
            raise Refused(RejectCode.TOO_MANY_CALLS)
        party = Party(uri=f"sip:{target.user}@{target.host}", number=target.user)
        if command.is_silent:
            self._silent.add(command.leg_id)
        self._add(command.leg_id, command.account_id, Direction.OUTGOING, party, command_id)
        self._dialled_by[command.leg_id] = command_id
        self._play(command.leg_id, self._pbx.script(target))

    def answer(self, command: Answer, command_id: CommandId) -> None:
        self._require(command.leg_id, LegState.ALERTING)
        self.change(command.leg_id, command_id, state=LegState.ANSWERING, is_muted=command.is_muted)
        self._later(command.leg_id, REINVITE_S, lambda: self._establish(command.leg_id, command_id))

    def reject(self, command: Reject, command_id: CommandId) -> None:
        self._require(command.leg_id, LegState.ALERTING)
        reason = EndReason(kind=EndKind.REJECTED, status_code=_REJECTED[command.reason])
        self.end(command.leg_id, reason, command_id)

    def hang_up(self, command: HangUp, command_id: CommandId) -> None:
        leg = self.leg(command.leg_id)
        if leg.state == LegState.ALERTING:
            reason = EndReason(kind=EndKind.REJECTED, status_code=603)
        elif leg.state in (LegState.ESTABLISHED, LegState.ANSWERING):
            reason = EndReason(kind=EndKind.LOCAL_HANG_UP)
        else:
            reason = EndReason(kind=EndKind.CANCELLED, status_code=487)
        self.end(command.leg_id, reason, command_id)

    def hold(self, command: Hold, command_id: CommandId) -> None:
        self._rehold(command.leg_id, command_id, _HELD_LOCALLY)

    def resume(self, command: Resume, command_id: CommandId) -> None:
        self._rehold(command.leg_id, command_id, _released(_HELD_LOCALLY))

    def set_muted(self, command: SetMuted, command_id: CommandId) -> None:
        self.leg(command.leg_id)
        self.change(command.leg_id, command_id, is_muted=command.is_muted)

    def send_dtmf(self, command: SendDtmf, _command_id: CommandId) -> None:
        self._require(command.leg_id, *_SOUNDING)
        if not command.digits or set(command.digits) - set("0123456789*#ABCD"):
            raise Refused(RejectCode.BAD_ARGUMENT, "digits")
        self._pbx.digits[command.leg_id] = self._pbx.digits.get(command.leg_id, "") + command.digits

    # ------------------------------------------------------------ the far party

    def incoming(self, account_id: AccountId, number: str, name: str, answer_after_s: float | None = None) -> LegId:
        """Somebody calls; returns the new leg."""
        leg_id = new_leg_id()
        party = Party(uri=f"sip:{number}@fake.example", number=number, name=name, is_asserted=True)
        self._add(leg_id, account_id, Direction.INCOMING, party, None, answer_after_s)
        return leg_id

    def far_answers(self, leg_id: LegId) -> None:
        self._establish(leg_id, self._dialled_by[leg_id])

    def far_ends(self, leg_id: LegId, reason: EndReason) -> None:
        is_unanswered = self.leg(leg_id).state != LegState.ESTABLISHED
        self.end(leg_id, reason, self._dialled_by.get(leg_id) if is_unanswered else None)

    def far_holds(self, leg_id: LegId) -> None:
        self.change(leg_id, None, hold=_HELD_REMOTELY.get(self.leg(leg_id).hold, self.leg(leg_id).hold))

    def far_resumes(self, leg_id: LegId) -> None:
        hold = self.leg(leg_id).hold
        self.change(leg_id, None, hold=_released(_HELD_REMOTELY).get(hold, hold))

    def far_sends_digit(self, leg_id: LegId, digit: str) -> None:
        config = self._accounts.config(self.leg(leg_id).account_id)
        method = config.dtmf if config.dtmf != DtmfMethod.INBAND else DtmfMethod.TELEPHONE_EVENT
        self._stage.announce(DtmfReceived(leg_id=leg_id, digit=digit, method=method))

    def end(self, leg_id: LegId, reason: EndReason, cause: CommandId | None = None) -> None:
        """The leg ends for this reason."""
        if leg_id not in self._legs:
            return
        self._cancel(leg_id)
        self.change(
            leg_id, cause, state=LegState.ENDED, ended_at_s=self._stage.wall_time_s(), end=reason,
            recording=completed(self._legs[leg_id].recording),
        )  # fmt: skip
        del self._legs[leg_id]
        self.on_ended()
        self._count()

    def end_all(self) -> None:
        """What a clean end does."""
        for leg_id in tuple(self._legs):
            self.end(leg_id, EndReason(kind=EndKind.LOCAL_HANG_UP))

    # ------------------------------------------------------------ state

    def leg(self, leg_id: LegId) -> CallLegSnapshot:
        """The leg as it is now. Raises Refused when it is not known or has ended."""
        if leg_id not in self._legs:
            raise Refused(RejectCode.UNKNOWN_LEG, leg_id)
        return self._legs[leg_id]

    def all(self) -> tuple[CallLegSnapshot, ...]:
        """Those that have not ended."""
        return tuple(self._legs.values())

    def require(self, leg_id: LegId, *states: LegState) -> CallLegSnapshot:
        """The leg as it is now, in one of these states if any are given. Raises Refused."""
        return self._require(leg_id, *states) if states else self.leg(leg_id)

    def is_silent(self, leg_id: LegId) -> bool:
        return leg_id in self._silent

    def measure(self, interval_s: float | None) -> None:
        """Statistics of each established leg at this interval; None for none."""
        if self._statistics_timer is not None:
            self._statistics_timer.cancel()
            self._statistics_timer = None
        if interval_s is None:
            return

        def send() -> None:
            for leg in self._legs.values():
                if leg.state == LegState.ESTABLISHED:
                    statistics = MediaStatistics(leg_id=leg.leg_id, rx_packets=100, tx_packets=100)
                    self._stage.announce(StatisticsMeasured(statistics=statistics))
            self.measure(interval_s)

        self._statistics_timer = self._stage.later(interval_s, send)

    def take_place(self, old_id: LegId, leg: CallLegSnapshot, script: Script) -> None:
        """A leg that the far side has brought about, in the place of another; that one ends when this is answered."""
        self._used_ids.add(leg.leg_id)
        self._legs[leg.leg_id] = leg
        self._dialled_by[leg.leg_id] = None
        self._stage.announce(CallLegChanged(leg=leg), None)
        self._count()
        self._play(leg.leg_id, script)

    def _add(
        self,
        leg_id: LegId,
        account_id: AccountId,
        direction: Direction,
        party: Party,
        cause: CommandId | None,
        answer_after_s: float | None = None,
    ) -> None:
        is_incoming = direction == Direction.INCOMING
        self._used_ids.add(leg_id)
        self._legs[leg_id] = CallLegSnapshot(
            leg_id=leg_id,
            account_id=account_id,
            direction=direction,
            state=LegState.ALERTING if is_incoming else LegState.CALLING,
            remote=party,
            started_at_s=self._stage.wall_time_s(),
            sip_call_id=f"{leg_id}@fake.example",
            answer_after_s=answer_after_s,
        )
        self._stage.announce(CallLegChanged(leg=self._legs[leg_id]), cause)
        self._count()

    def _play(self, leg_id: LegId, script: Script) -> None:
        if not script:
            return
        (delay_s, step), *rest = script

        def act() -> None:
            self._act(leg_id, step)
            if leg_id in self._legs:
                self._play(leg_id, tuple(rest))

        self._later(leg_id, delay_s, act)

    def _act(self, leg_id: LegId, step: Step) -> None:
        match step:
            case Rings():
                self.change(leg_id, self._dialled_by[leg_id], state=LegState.RINGBACK)
            case EarlyMedia():
                self.change(leg_id, self._dialled_by[leg_id], state=LegState.EARLY_MEDIA, media=_MEDIA)
            case Answers():
                self._establish(leg_id, self._dialled_by[leg_id])
            case Ends(reason):
                self.far_ends(leg_id, reason)

    def _establish(self, leg_id: LegId, cause: CommandId | None) -> None:
        self.change(leg_id, cause, state=LegState.ESTABLISHED, answered_at_s=self._stage.wall_time_s(), media=_MEDIA)
        replaced = self._legs[leg_id].replaces
        if replaced is not None:
            self.end(replaced, EndReason(kind=EndKind.REPLACED))

    def _rehold(self, leg_id: LegId, cause: CommandId, table: dict[HoldState, HoldState]) -> None:
        leg = self._require(leg_id, LegState.ESTABLISHED)
        if leg.hold not in table:
            raise Refused(RejectCode.WRONG_STATE, leg.hold)

        def answered() -> None:
            if leg_id in self._legs:
                hold = self._legs[leg_id].hold
                self.change(leg_id, cause, hold=table.get(hold, hold))

        self._later(leg_id, REINVITE_S, answered)

    def _require(self, leg_id: LegId, *states: LegState) -> CallLegSnapshot:
        leg = self.leg(leg_id)
        if leg.state not in states:
            raise Refused(RejectCode.WRONG_STATE, leg.state)
        return leg

    def has(self, leg_id: LegId) -> bool:
        """True until the leg has ended."""
        return leg_id in self._legs

    def change(self, leg_id: LegId, cause: CommandId | None, **fields: object) -> None:
        """The leg is so from now on."""
        leg = self._legs[leg_id] = msgspec.structs.replace(self.leg(leg_id), **fields)
        self._stage.announce(CallLegChanged(leg=leg), cause)

    def _later(self, leg_id: LegId, delay_s: float, function: Callable[[], None]) -> None:
        self._timers.setdefault(leg_id, []).append(self._stage.later(delay_s, function))

    def _cancel(self, leg_id: LegId) -> None:
        for timer in self._timers.pop(leg_id, ()):
            timer.cancel()

    def _count(self) -> None:
        in_use = (leg for leg in self._legs.values() if leg.leg_id not in self._silent)
        self._on_count(sum(leg.state != LegState.ALERTING for leg in in_use))

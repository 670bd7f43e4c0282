"""A blind transfer. The caller is held first (RFC 5589 section 6).

Either the far party is referred and the phone server does the rest, or the program calls the target itself, unheard,
and joins the two at the answer. The second is how a caller can come back from a target that is busy or does not
answer: a phone server that has sent him on with the first has mostly let go of him.
"""

import logging
from collections.abc import Callable

from softphone.basics.explanation import Explanation
from softphone.basics.ids import CallId, LegId, new_leg_id
from softphone.basics.words import translate
from softphone.calls.call import TRANSFER_UNDER_WAY, Call
from softphone.calls.calls import Calls
from softphone.calls.end_text import end_text
from softphone.calls.transfer_view import (
    TransferAction,
    TransferNote,
    TransferStage,
    TransferView,
    caller_gone,
    is_back,
    problem_of_transfer,
)
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.state import EngineState
from softphone.protocol.commands import AnyCommand, Dial, HangUp, Transfer, TransferToLeg
from softphone.protocol.events import Accepted, AnyEvent, CallLegChanged, RejectCode, Rejected
from softphone.protocol.snapshots import (
    CallLegSnapshot,
    Direction,
    EndKind,
    EndReason,
    LegState,
    TransferSnapshot,
    TransferState,
)

_KIND = "blind"
_log = logging.getLogger("softphone.calls.transfer")


class BlindTransfer:
    """transferring -> done or failed.

    Attributes:
        call_ids: the caller's call.
        is_over: nothing more will come of it.
    """

    def __init__(
        self,
        gateway: EngineGateway,
        calls: Calls,
        first: CallId,
        text: str,
        target: str,
        announce: Callable[["BlindTransfer", TransferNote | None], None],
    ) -> None:
        self.call_ids = frozenset({first})
        self.is_over = False
        self._gateway = gateway
        self._calls = calls
        self._first = first
        self._text = text
        self._target = target
        self._announce = announce
        self._stage = TransferStage.TRANSFERRING
        self._problem: Explanation | None = None
        self._target_leg: LegId | None = None
        self._has_answered = self._is_joining = self._was_held = False
        self._asked: TransferSnapshot | None = None
        self._is_noted = False

    @property
    def view(self) -> TransferView:
        can_cancel = self._stage == TransferStage.FAILED or (self._target_leg is not None and not self._is_joining)
        return TransferView(
            stage=self._stage,
            first=self._first,
            target_text=self._text,
            problem=self._problem,
            actions=frozenset({TransferAction.CANCEL}) if can_cancel and not self.is_over else frozenset(),
        )

    # ------------------------------------------------------------------ wishes

    def begin(self, *, waits_for_answer: bool) -> None:
        """Holds the caller and sends him on. Raises EngineUnavailable."""
        call = self._calls.get(self._first)
        assert call is not None
        self._asked = call.leg.transfer  # of an earlier try
        self._calls.hold(self._first, alone=True)
        if waits_for_answer:
            self._target_leg = new_leg_id()
            self._send(
                Dial(leg_id=self._target_leg, account_id=call.account_id, target=self._target, is_silent=True),
                self._dial_refused,
            )
        else:
            self._send(Transfer(leg_id=call.leg.leg_id, target=self._target), self._refused)
        _log.info("blind transfer of %s begins", self._first)
        self._announce(self, None)

    def cancel(self) -> None:
        """Back to the caller."""
        self._end_with_caller(says_so=False)
        self._calls.resume(self._first)

    # ------------------------------------------------------------------ what happens

    def take(self, call: Call) -> None:
        """The caller's call changed."""
        if self._stage == TransferStage.FAILED:
            self._taken_up_again(call)
            return
        transfer = call.leg.transfer
        if call.is_ended:
            self._ended(call)
        elif transfer is not None and transfer != self._asked:
            self._asked = transfer
            self._follow(transfer, call)
        elif self._is_taken_back(call):
            self._end_with_caller()
        else:
            self._pursue(call)

    def on_event(self, event: AnyEvent) -> None:
        """Looks whether the event is about the target."""
        if not isinstance(event, CallLegChanged) or event.leg.leg_id != self._target_leg:
            return
        leg, call = event.leg, self._calls.get(self._first)
        if call is None or self.is_over or self._stage != TransferStage.TRANSFERRING:
            return
        if leg.state == LegState.ESTABLISHED:
            self._has_answered = True
            self._pursue(call)
        elif leg.state == LegState.ENDED:
            self._target_ended(leg, call)

    def _pursue(self, call: Call) -> None:
        if self._has_answered and not self._is_joining and self._target_leg is not None and call.is_hold_settled:
            self._is_joining = True
            self._send(TransferToLeg(leg_id=call.leg.leg_id, target_leg_id=self._target_leg), self._refused)
            self._announce(self, None)

    def _target_ended(self, leg: CallLegSnapshot, call: Call) -> None:
        self._target_leg = None
        if not self._is_joining:
            end = leg.end or EndReason(kind=EndKind.UNAVAILABLE)
            self._fail(Explanation(end_text(end, Direction.OUTGOING, False).title, is_back(call)))

    def _follow(self, transfer: TransferSnapshot, call: Call) -> None:
        if transfer.state == TransferState.FAILED:
            self._fail(problem_of_transfer(transfer, call))
            return
        note = None
        if transfer.state != TransferState.REQUESTED and not self._is_noted:
            self._is_noted = True
            note = TransferNote(self._first, _KIND, self._text)
        self._announce(self, note)

    def _ended(self, call: Call) -> None:
        self.is_over = True
        if call.leg.end is not None and call.leg.end.kind == EndKind.TRANSFERRED:
            self._enter(TransferStage.DONE)
            self._announce(self, None)
            return
        self._hang_up_target()
        self._enter(TransferStage.FAILED)
        self._problem = caller_gone(call)
        self._announce(self, self._retraction())

    def _is_taken_back(self, call: Call) -> bool:
        """He was taken off hold, by whatever key: then he is not to be joined with the target any more."""
        self._was_held = self._was_held or call.is_held
        can_cancel = TransferAction.CANCEL in self.view.actions
        return can_cancel and self._was_held and call.state == LegState.ESTABLISHED and not call.is_held

    def _end_with_caller(self, *, says_so: bool = True) -> None:
        self._hang_up_target()
        self.is_over = True
        self._enter(TransferStage.BACK_WITH_CALLER)
        if says_so:
            self._announce(self, None)

    def _taken_up_again(self, call: Call) -> None:
        """After the failure: the message is of no use when the user speaks with the caller, or he has gone."""
        transfer = call.leg.transfer
        is_another = transfer is not None and transfer.state in TRANSFER_UNDER_WAY
        if call.is_ended or is_another or (call.state == LegState.ESTABLISHED and not call.is_held):
            self.is_over = True
            self._announce(self, None)

    # ------------------------------------------------------------------ inside

    def _send(self, command: AnyCommand, on_refusal: Callable[[Rejected], None]) -> None:
        def replied(reply: Accepted | Rejected) -> None:
            if isinstance(reply, Rejected) and self._stage == TransferStage.TRANSFERRING and not self.is_over:
                on_refusal(reply)

        self._gateway.send(command, replied)

    def _dial_refused(self, reply: Rejected) -> None:
        """There is no room for a call of our own: the phone server is to do it."""
        self._target_leg = None
        call = self._calls.get(self._first)
        if reply.code == RejectCode.TOO_MANY_CALLS and call is not None:
            self._send(Transfer(leg_id=call.leg.leg_id, target=self._target), self._refused)
        else:
            self._refused(reply)

    def _refused(self, reply: Rejected) -> None:
        call = self._calls.get(self._first)
        remedy = is_back(call) if call is not None else ""
        self._fail(Explanation(translate("calls", "The call could not be transferred."), remedy))

    def _fail(self, problem: Explanation) -> None:
        self._hang_up_target()
        self._enter(TransferStage.FAILED)
        self._problem = problem
        self._announce(self, self._retraction())

    def _retraction(self) -> TransferNote | None:
        was_noted, self._is_noted = self._is_noted, False
        return TransferNote(self._first, "", "") if was_noted else None

    def _hang_up_target(self) -> None:
        leg_id, self._target_leg = self._target_leg, None
        if leg_id is not None and self._gateway.state == EngineState.READY:  # else it is gone with the engine
            self._gateway.send(HangUp(leg_id=leg_id))

    def _enter(self, stage: TransferStage) -> None:
        _log.info("blind transfer of %s: %s -> %s", self._first, self._stage, stage)
        self._stage = stage

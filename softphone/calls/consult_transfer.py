"""A transfer with consultation (RFC 5589 section 7): two calls, of which one takes the other's place.

The caller is on hold throughout. The target is off hold when the two are joined, other than RFC 5589 has it: it hears
the user until it hears the caller, and a phone server that forgets to end a hold cannot leave it in silence.
"""

import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from softphone.basics.explanation import Explanation
from softphone.basics.ids import CallId
from softphone.basics.words import translate
from softphone.calls.call import Call, CallAction
from softphone.calls.calls import Calls
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
from softphone.protocol.commands import TransferToLeg
from softphone.protocol.events import Accepted, Rejected
from softphone.protocol.snapshots import EndKind, LegState, TransferSnapshot, TransferState

_KIND = "consult"
_A, _S = TransferAction, TransferStage
_log = logging.getLogger("softphone.calls.transfer")


class _Joins(Protocol):
    def join(self, call_ids: Sequence[CallId]) -> None: ...


class ConsultTransfer:
    """The stages are those of `TransferStage`; which one it is follows from the two calls unless a wish is under way.

    Attributes:
        call_ids: caller's and target's call.
        is_over: nothing more will come of it.
    """

    def __init__(
        self,
        gateway: EngineGateway,
        calls: Calls,
        first: CallId,
        consult: CallId,
        text: str,
        announce: Callable[["ConsultTransfer", TransferNote | None], None],
        conference: Callable[[], _Joins] | None,
    ) -> None:
        self.call_ids = frozenset({first, consult})
        self.is_over = False
        self._gateway = gateway
        self._calls = calls
        self._first = first
        self._consult = consult
        self._text = text
        self._announce = announce
        self._conference = conference
        self._stage = _S.CONSULT_RINGING
        self._problem: Explanation | None = None
        self._wants_completion = self._is_joining = self._is_introduced = self._is_noted = False
        self._has_target, self._is_resuming, self._keeps_both = True, False, False
        self._asked: TransferSnapshot | None = None
        self._told: TransferView | None = None

    @property
    def view(self) -> TransferView:
        return TransferView(
            stage=self._stage,
            first=self._first,
            consult=self._consult,
            target_text=self._text,
            problem=self._problem,
            keeps_both=self._keeps_both and self._has_target,
            actions=frozenset() if self.is_over else self._actions(),
        )

    # ------------------------------------------------------------------ wishes

    def begin(self) -> None:
        """The target is being called."""
        first = self._calls.get(self._first)
        self._asked = first.leg.transfer if first is not None else None
        _log.info("consultation for %s begins with %s", self._first, self._consult)
        self._settle()

    def connect(self) -> None:
        """Both are there already: joins them. Cancelling leaves both where they are. Raises EngineUnavailable."""
        self._keeps_both = True
        first = self._calls.get(self._first)
        self._asked = first.leg.transfer if first is not None else None
        self.complete()

    def complete(self) -> None:
        """Joins the two, at once or as soon as the target has answered. Raises EngineUnavailable."""
        first, consult = self._calls.get(self._first), self._calls.get(self._consult)
        if first is None or consult is None:
            return
        self._problem = None
        self._wants_completion = True
        if consult.state == LegState.ESTABLISHED:
            self._pursue(first, consult)
        elif CallAction.MUTE in consult.actions:
            self._calls.set_muted(self._consult, True)  # the user does not want to speak there any more
        self._settle()

    def cancel(self) -> None:
        """Back to the caller."""
        self.is_over = True
        self._enter(_S.BACK_WITH_CALLER)
        if self._keeps_both and self._has_target:
            return
        self._calls.hang_up(self._consult)
        self._calls.resume(self._first)

    def swap(self) -> None:
        """To the other one of the two; while both wait, to the target."""
        self._problem = None
        self._is_introduced = False
        first, consult = self._calls.get(self._first), self._calls.get(self._consult)
        if first is not None and consult is not None:
            self._calls.resume(self._first if first.is_held and not consult.is_held else self._consult)
        self._settle()

    def introduce(self) -> None:
        """All three together."""
        if self._conference is not None:
            self._problem = None
            self._conference().join((self._first, self._consult))
            self._is_introduced = True
            self._settle()

    # ------------------------------------------------------------------ what happens

    def take(self, call: Call) -> None:
        """One of the calls changed."""
        first, consult = self._calls.get(self._first), self._calls.get(self._consult)
        if self.is_over or first is None:
            return
        if not self._has_target:
            if first.is_ended or self._is_talking(first):
                self.is_over = True
                self._tell()
            return
        if consult is None:
            return
        note = self._follow(first)
        if first.is_ended:
            self._first_ended(first)
        elif consult.is_ended:
            self._consult_ended(first, consult)
        else:
            self._pursue(first, consult)
            self._settle(note)

    def _follow(self, first: Call) -> TransferNote | None:
        transfer = first.leg.transfer
        if transfer is None or transfer == self._asked or not self._is_joining:
            return None
        self._asked = transfer
        if transfer.state == TransferState.FAILED:
            self._joining_failed(problem_of_transfer(transfer, first))
            return self._retraction()
        if transfer.state != TransferState.REQUESTED and not self._is_noted:
            self._is_noted = True
            return TransferNote(self._first, _KIND, self._text)
        return None

    def _first_ended(self, first: Call) -> None:
        self.is_over = True
        was_transferred = first.leg.end is not None and first.leg.end.kind == EndKind.TRANSFERRED
        self._enter(_S.DONE if was_transferred else _S.FAILED)
        if not was_transferred:
            self._problem = caller_gone(first)  # what is left is a plain call with the target
        self._tell(None if was_transferred else self._retraction())

    def _consult_ended(self, first: Call, consult: Call) -> None:
        if self._is_joining:  # the target says goodbye to us before the news comes that it has the caller
            end = consult.leg.end
            if end is not None and end.kind == EndKind.TRANSFERRED:
                return
        self._has_target = False
        if self._is_wanted(consult):
            self.is_over = True
            self._enter(_S.BACK_WITH_CALLER)
        else:
            self.is_over = self._is_talking(first)
            title = consult.end_text.title if consult.end_text else translate("calls", "The other side hung up")
            self._problem = Explanation(title, is_back(first))
            self._enter(_S.FAILED)
        self._tell(self._retraction())

    @staticmethod
    def _is_wanted(consult: Call) -> bool:
        """The user ended it."""
        end = consult.leg.end
        return end is not None and end.kind in (EndKind.LOCAL_HANG_UP, EndKind.CANCELLED)

    # ------------------------------------------------------------------ inside

    def _pursue(self, first: Call, consult: Call) -> None:
        """Joins the two when that is wanted and possible: with the target off hold, or it may stay so for ever."""
        if not self._wants_completion or self._is_joining or consult.state != LegState.ESTABLISHED:
            return
        if consult.is_held and not self._is_resuming:
            self._is_resuming = True
            self._calls.resume(self._consult)
        elif first.is_hold_settled and consult.is_hold_settled:
            self._join(first, consult)

    def _join(self, first: Call, consult: Call) -> None:
        self._is_joining = True

        def replied(reply: Accepted | Rejected) -> None:
            if isinstance(reply, Rejected) and not self.is_over:
                call = self._calls.get(self._first)
                remedy = is_back(call) if call is not None else ""
                self._joining_failed(Explanation(translate("calls", "The call could not be transferred."), remedy))
                self._settle()

        self._gateway.send(TransferToLeg(leg_id=first.leg.leg_id, target_leg_id=consult.leg.leg_id), replied)

    def _joining_failed(self, problem: Explanation) -> None:
        self._is_joining = self._wants_completion = self._is_resuming = False
        self._problem = problem

    def _settle(self, note: TransferNote | None = None) -> None:
        first, consult = self._calls.get(self._first), self._calls.get(self._consult)
        if first is not None and consult is not None and not first.is_ended and not consult.is_ended:
            self._enter(self._stage_of(first, consult))
        self._tell(note)

    def _stage_of(self, first: Call, consult: Call) -> TransferStage:
        if self._wants_completion:
            return _S.TRANSFERRING
        if self._problem is not None:
            return _S.FAILED
        if self._is_introduced and self._is_talking(first) and self._is_talking(consult):
            return _S.INTRODUCING
        if consult.state != LegState.ESTABLISHED:
            return _S.CONSULT_RINGING
        return _S.BACK_WITH_CALLER if self._is_talking(first) else _S.CONSULTING

    def _actions(self) -> frozenset[TransferAction]:
        consult = self._calls.get(self._consult)
        is_there = consult is not None and consult.state == LegState.ESTABLISHED
        match self._stage:
            case _S.CONSULT_RINGING:
                return frozenset({_A.CANCEL, _A.COMPLETE})
            case _S.TRANSFERRING:
                return frozenset() if self._is_joining else frozenset({_A.CANCEL})
            case _S.INTRODUCING:
                return frozenset({_A.COMPLETE, _A.CANCEL})
            case _S.CONSULTING | _S.BACK_WITH_CALLER | _S.FAILED if is_there:
                can_introduce = {_A.INTRODUCE} if self._conference is not None else set()
                return frozenset({_A.COMPLETE, _A.SWAP, _A.CANCEL, *can_introduce})
            case _S.FAILED:
                return frozenset({_A.CANCEL})
        return frozenset()

    @staticmethod
    def _is_talking(call: Call) -> bool:
        return call.state == LegState.ESTABLISHED and not call.is_held

    def _retraction(self) -> TransferNote | None:
        was_noted, self._is_noted = self._is_noted, False
        return TransferNote(self._first, "", "") if was_noted else None

    def _tell(self, note: TransferNote | None = None) -> None:
        if self.view != self._told or note is not None:
            self._told = self.view
            self._announce(self, note)

    def _enter(self, stage: TransferStage) -> None:
        if stage != self._stage:
            self._log_stage(stage)
            self._stage = stage

    def _log_stage(self, word: str) -> None:
        _log.info("transfer of %s by %s: %s -> %s", self._first, self._consult, self._stage, word)

"""One call on its way to the mobile: the ways are tried one after the other, until one has moved it or says stay."""

import logging
from collections.abc import Callable, Sequence

from softphone.basics.errors import UserFacingError
from softphone.basics.explanation import Explanation
from softphone.basics.ids import CallId
from softphone.calls.call import TRANSFER_UNDER_WAY, Call
from softphone.mobility import handoff_text as words
from softphone.mobility.handoff_step import Step, StepNews
from softphone.mobility.handoff_view import HandoffStage, HandoffView
from softphone.pbx_profiles.profile import HandoffStep
from softphone.protocol.events import AnyEvent
from softphone.protocol.snapshots import CallLegSnapshot

_log = logging.getLogger("softphone.mobility")


class HandoffRun:
    """calling_mobile -> waiting_for_confirmation -> moving -> done or back; a StepNews of the step that is tried.

    Attributes:
        is_over: done, or back.
    """

    def __init__(
        self,
        call: Call,
        steps: Sequence[HandoffStep],
        make_step: Callable[[HandoffStep, StepNews], Step],
        announce: Callable[["HandoffRun"], None],
    ) -> None:
        """steps: best first, one at least. make_step: makes a step that was not begun."""
        self.call = call
        self.is_over = False
        self._left = list(steps)
        self._make_step, self._announce = make_step, announce
        self._step_kind = self._left[0]
        self._step: Step | None = None
        self._stage = HandoffStage.CALLING_MOBILE
        self._problem: Explanation | None = None

    @property
    def view(self) -> HandoffView:
        return HandoffView(self.call.call_id, self._stage, self._step_kind, self._problem)

    @property
    def call_id(self) -> CallId:
        return self.call.call_id

    def begin(self) -> None:
        """Tries the first way."""
        self._try_next(words.NO_WAY)

    def cancel(self) -> None:
        """The user wants the call to stay."""
        if self.view.can_cancel and not self.is_over:
            self._end(HandoffStage.BACK, None, "cancelled")

    def fail(self, problem: Explanation) -> None:
        """Something outside of the step makes it come to nothing, unless the move was begun."""
        if self.view.can_cancel and not self.is_over:
            self._end(HandoffStage.BACK, problem, "stopped")

    def take(self, call: Call) -> None:
        """The call changed."""
        if self.is_over or self._step is None:
            return
        is_leaving = call.leg.transfer is not None and call.leg.transfer.state in TRANSFER_UNDER_WAY
        is_elsewhere = is_leaving and call.leg.transfer != self.call.leg.transfer
        self.call = call
        if (is_elsewhere or call.leg.is_mixed) and self.view.can_cancel:
            self._end(HandoffStage.BACK, None, "the user does something else with the call")
        else:
            self._step.take(call)

    def on_event(self, event: AnyEvent) -> None:
        """Anything that the engine tells."""
        if self._step is not None and not self.is_over:
            self._step.on_event(event)

    def is_echo(self, leg: CallLegSnapshot) -> bool:
        """Whether an incoming leg is a call of the step's own."""
        is_echo = getattr(self._step, "is_echo", None)
        return not self.is_over and is_echo is not None and bool(is_echo(leg))

    # ------------------------------------------------------------------ what the step tells

    def stage(self, stage: HandoffStage) -> None:
        self._enter(stage)
        self._announce(self)

    def landed(self) -> None:
        self._end(HandoffStage.DONE, None, "landed")

    def back(self, problem: Explanation) -> None:
        self._end(HandoffStage.BACK, problem, "stays here")

    def lost(self, problem: Explanation | None) -> None:
        self._end(HandoffStage.BACK, problem, "the far party is gone")

    def unsupported(self, why: str) -> None:
        _log.info("handoff of %s: %s does not work here: %s", self.call_id, self._step_kind, why)
        self._try_next(words.NO_WAY)

    # ------------------------------------------------------------------ inside

    def _try_next(self, otherwise: Explanation) -> None:
        if self._step is not None:
            self._step.stop()
        if not self._left:
            self._end(HandoffStage.BACK, otherwise, "no way is left")
            return
        self._step_kind = self._left.pop(0)
        self._step = self._make_step(self._step_kind, self)
        _log.info("handoff of %s: by %s", self.call_id, self._step_kind)
        try:
            self._step.begin(self.call)
        except UserFacingError as problem:
            self._end(HandoffStage.BACK, Explanation(problem.title, problem.remedy), "could not be begun")

    def _end(self, stage: HandoffStage, problem: Explanation | None, why: str) -> None:
        if self.is_over:
            return
        self.is_over = True
        if self._step is not None:
            self._step.stop()
        self._problem = None if problem is None else problem.translated("mobility")
        self._enter(stage, why)
        self._announce(self)

    def _enter(self, stage: HandoffStage, why: str = "") -> None:
        if stage != self._stage:
            _log.info("handoff of %s: %s -> %s%s", self.call_id, self._stage, stage, f" ({why})" if why else "")
        self._stage = stage

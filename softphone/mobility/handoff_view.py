"""How the handing over of a call to the mobile stands, as the user sees it."""

from dataclasses import dataclass
from enum import StrEnum

from softphone.basics.explanation import Explanation
from softphone.basics.ids import CallId
from softphone.pbx_profiles.profile import HandoffStep

MOBILE = "mobile"  # stands in the history where the number would


class HandoffStage(StrEnum):
    """calling_mobile -> waiting_for_confirmation -> moving -> done, with steps left out; from everywhere to back."""

    CALLING_MOBILE = "calling_mobile"
    WAITING_FOR_CONFIRMATION = "waiting_for_confirmation"
    MOVING = "moving"
    DONE = "done"
    BACK = "back"


UNDER_WAY = frozenset({HandoffStage.CALLING_MOBILE, HandoffStage.WAITING_FOR_CONFIRMATION, HandoffStage.MOVING})


@dataclass(frozen=True, slots=True)
class HandoffView:
    """A call on its way to the mobile.

    Attributes:
        step: the way that is tried, or was tried last.
        problem: why the call is still here, or that it is over; None unless the stage is BACK, or when the user wanted
            it back.
    """

    call_id: CallId
    stage: HandoffStage
    step: HandoffStep
    problem: Explanation | None = None

    @property
    def is_under_way(self) -> bool:
        return self.stage in UNDER_WAY

    @property
    def can_cancel(self) -> bool:
        """The call can stay here."""
        return self.stage in (HandoffStage.CALLING_MOBILE, HandoffStage.WAITING_FOR_CONFIRMATION)

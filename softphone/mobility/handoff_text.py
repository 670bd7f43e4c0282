"""Why a call did not go to the mobile, in words."""

from softphone.basics.explanation import Explanation
from softphone.basics.words import mark
from softphone.protocol.snapshots import EndKind, EndReason

_STILL_HERE = mark("mobility", "The call is still here.")

BUSY = Explanation(mark("mobility", "Your mobile is busy."), _STILL_HERE)
DECLINED = Explanation(mark("mobility", "The call was declined on your mobile."), _STILL_HERE)
NO_ANSWER = Explanation(mark("mobility", "Nobody answered on your mobile."), _STILL_HERE)
NOT_REACHED = Explanation(mark("mobility", "Your mobile could not be reached."), _STILL_HERE)
NOT_CONFIRMED = Explanation(
    mark("mobility", "Nobody took the call on your mobile; its voicemail may have answered."), _STILL_HERE
)
VOICEMAIL = Explanation(mark("mobility", "Your mobile's voicemail answered."), _STILL_HERE)
NOT_TAKEN = Explanation(mark("mobility", "The call was not taken on your mobile."), _STILL_HERE)
NOT_MOVED = Explanation(mark("mobility", "The call could not be moved to your mobile."), _STILL_HERE)
SERVER_GONE = Explanation(
    mark("mobility", "The phone system does not answer, so the call was not moved."),
    mark("mobility", "If you hear each other no more, call again when your account is back."),
)
NO_WAY = Explanation(
    mark("mobility", "The phone system could not move the call to your mobile."),
    mark("mobility", "Choose your phone system in the account, or ask your administrator."),
)
FAR_LEFT = Explanation(mark("mobility", "The other side has hung up."))
CALL_LOST = Explanation(
    mark("mobility", "The call ended before it was on your mobile."), mark("mobility", "Call again.")
)
CONTINUED = Explanation(mark("mobility", "Goes on on your mobile"))

_ENDS = {
    EndKind.BUSY: BUSY,
    EndKind.DECLINED: DECLINED,
    EndKind.NO_ANSWER: NO_ANSWER,
    EndKind.CANCELLED: NO_ANSWER,
    EndKind.REMOTE_HANG_UP: NOT_TAKEN,
}


def why_lost(kind: EndKind | None) -> Explanation | None:
    """What to say of a call that has ended on its way to the mobile; None when the user has ended it."""
    if kind == EndKind.LOCAL_HANG_UP:
        return None
    return FAR_LEFT if kind == EndKind.REMOTE_HANG_UP else CALL_LOST


def why_not(end: EndReason | None) -> Explanation:
    """What the end of the call to the mobile means for the user."""
    return NOT_REACHED if end is None else _ENDS.get(end.kind, NOT_REACHED)

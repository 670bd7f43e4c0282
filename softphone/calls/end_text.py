"""Words and a remedy for each way a call can end."""

from softphone.basics.explanation import Explanation
from softphone.protocol.snapshots import Direction, EndKind, EndReason

K = EndKind

_WORDS: dict[EndKind, Explanation] = {
    K.LOCAL_HANG_UP: Explanation("Call ended"),
    K.REMOTE_HANG_UP: Explanation("The other side hung up"),
    K.CANCELLED: Explanation("Cancelled"),
    K.REJECTED: Explanation("Rejected"),
    K.MISSED: Explanation("Missed call"),
    K.ANSWERED_ELSEWHERE: Explanation("Answered on another device"),
    K.BUSY: Explanation("Busy", "Call again later."),
    K.DECLINED: Explanation("The call was declined"),
    K.NO_ANSWER: Explanation("No answer", "Call again later."),
    K.NOT_FOUND: Explanation("This number is not in use", "Check the number, and whether it needs a prefix."),
    K.UNAVAILABLE: Explanation("Not reachable at the moment", "Call again later."),
    K.NOT_ACCEPTABLE: Explanation(
        "No common sound format or encryption with the other side",
        "Ask your administrator; the encryption setting of the account may have to change.",
    ),
    K.FORBIDDEN: Explanation(
        "The phone server does not allow this call", "Ask your administrator whether you may call this number."
    ),
    K.SERVER_FAILED: Explanation(
        "The phone server could not connect the call", "Try again; if it lasts, tell your administrator."
    ),
    K.NETWORK_LOST: Explanation("The connection was lost", "Check your network or VPN connection, then call again."),
    K.MEDIA_FAILED: Explanation("No sound came through", "Check your network or VPN connection, then call again."),
    K.ENGINE_LOST: Explanation(
        "The phone part of the program failed and the call was lost",
        "It is starting again by itself; call again in a few seconds.",
    ),
    K.TRANSFERRED: Explanation("Transferred"),
    K.REPLACED: Explanation("Continued as another call"),
    K.REDIRECTED: Explanation("The other side named another number", "Call that number instead."),
}

TOO_MANY_CALLS = Explanation("There are too many calls at once", "End a call, then try again.")
NOT_DIALLED = Explanation(
    "The call could not be made", "Check the number; if it is right, sign the account in again and retry."
)
ACCOUNT_GONE = Explanation("The account for this call is not signed in", "Check the account, or call with another.")


def end_text(end: EndReason, direction: Direction, was_answered: bool) -> Explanation:
    """What to tell the user about this end."""
    if end.kind == K.REMOTE_HANG_UP and not was_answered:
        return Explanation("Missed call") if direction == Direction.INCOMING else _WORDS[K.UNAVAILABLE]
    return _WORDS[end.kind]


def is_failure(end: EndReason) -> bool:
    """True when the user wanted something else to happen, so that the words should stay long enough to be read."""
    return end.kind not in (
        K.LOCAL_HANG_UP,
        K.REMOTE_HANG_UP,
        K.CANCELLED,
        K.REJECTED,
        K.ANSWERED_ELSEWHERE,
        K.TRANSFERRED,
        K.REPLACED,
    )

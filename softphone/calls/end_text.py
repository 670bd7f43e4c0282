"""Words and a remedy for each way a call can end."""

from softphone.basics.explanation import Explanation
from softphone.basics.words import mark, translate
from softphone.protocol.snapshots import Direction, EndKind, EndReason

K = EndKind

_WORDS: dict[EndKind, Explanation] = {
    K.LOCAL_HANG_UP: Explanation(mark("calls", "Call ended")),
    K.REMOTE_HANG_UP: Explanation(mark("calls", "The other side hung up")),
    K.CANCELLED: Explanation(mark("calls", "Cancelled")),
    K.REJECTED: Explanation(mark("calls", "Rejected")),
    K.MISSED: Explanation(mark("calls", "Missed call")),
    K.ANSWERED_ELSEWHERE: Explanation(mark("calls", "Answered on another device")),
    K.BUSY: Explanation(mark("calls", "Busy"), mark("calls", "Call again later.")),
    K.DECLINED: Explanation(mark("calls", "The call was declined")),
    K.NO_ANSWER: Explanation(mark("calls", "No answer"), mark("calls", "Call again later.")),
    K.NOT_FOUND: Explanation(
        mark("calls", "This number is not in use"),
        mark("calls", "Check the number, and whether it needs a prefix."),
    ),
    K.UNAVAILABLE: Explanation(mark("calls", "Not reachable at the moment"), mark("calls", "Call again later.")),
    K.NOT_ACCEPTABLE: Explanation(
        mark("calls", "No common sound format or encryption with the other side"),
        mark("calls", "Ask your administrator; the encryption setting of the account may have to change."),
    ),
    K.FORBIDDEN: Explanation(
        mark("calls", "The phone server does not allow this call"),
        mark("calls", "Ask your administrator whether you may call this number."),
    ),
    K.SERVER_FAILED: Explanation(
        mark("calls", "The phone server could not connect the call"),
        mark("calls", "Try again; if it lasts, tell your administrator."),
    ),
    K.NETWORK_LOST: Explanation(
        mark("calls", "The connection was lost"),
        mark("calls", "Check your network or VPN connection, then call again."),
    ),
    K.MEDIA_FAILED: Explanation(
        mark("calls", "No sound came through"),
        mark("calls", "Check your network or VPN connection, then call again."),
    ),
    K.ENGINE_LOST: Explanation(
        mark("calls", "The phone part of the program failed and the call was lost"),
        mark("calls", "It is starting again by itself; call again in a few seconds."),
    ),
    K.TRANSFERRED: Explanation(mark("calls", "Transferred")),
    K.REPLACED: Explanation(mark("calls", "Continued as another call")),
    K.REDIRECTED: Explanation(
        mark("calls", "The other side named another number"), mark("calls", "Call that number instead.")
    ),
}

TOO_MANY_CALLS = Explanation(
    mark("calls", "There are too many calls at once"), mark("calls", "End a call, then try again.")
)
NOT_DIALLED = Explanation(
    mark("calls", "The call could not be made"),
    mark("calls", "Check the number; if it is right, sign the account in again and retry."),
)
ACCOUNT_GONE = Explanation(
    mark("calls", "The account for this call is not signed in"),
    mark("calls", "Check the account, or call with another."),
)


def end_text(end: EndReason, direction: Direction, was_answered: bool) -> Explanation:
    """What to tell the user about this end."""
    kind = end.kind
    if kind == K.REMOTE_HANG_UP and not was_answered:
        kind = K.MISSED if direction == Direction.INCOMING else K.UNAVAILABLE
    words = _WORDS[kind].translated("calls")
    if end.retry_after_s:
        return Explanation(words.title, _when_again(end.retry_after_s))
    return words


def _when_again(seconds: float) -> str:
    if seconds < 90:
        return translate("calls", "Call again in %n second(s).", "", round(seconds))
    return translate("calls", "Call again in %n minute(s).", "", round(seconds / 60))


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

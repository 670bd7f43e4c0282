"""What a SIP status means for a message, and the words for it (RFC 3428 section 8)."""

from enum import StrEnum

from softphone.basics.explanation import Explanation
from softphone.basics.words import translate

SERVER_BUSY = (500, 502, 503, 504)


class Verdict(StrEnum):
    """What follows from an answer.

    SERVER_LATER: nothing goes out with this account for a while. PEER_LATER: nothing to this person for a while.
    PLAINLY: never with CPIM there. SHORTER: once more without CPIM, which is too long. UNKNOWN: no answer, so it may
    have arrived.
    """

    SENT = "sent"
    UNKNOWN = "unknown"
    SERVER_LATER = "server_later"
    PEER_LATER = "peer_later"
    PLAINLY = "plainly"
    SHORTER = "shorter"
    REFUSED = "refused"


def verdict(status_code: int | None, *, is_cpim: bool, is_known: bool) -> Verdict:
    """What the final answer means. is_known: the other side exists, so that 404 only says that nobody is there now."""
    if status_code is None:
        return Verdict.UNKNOWN
    if 200 <= status_code < 300:
        return Verdict.SENT
    if status_code in (415, 488, 606) and is_cpim:
        return Verdict.PLAINLY
    if status_code in (413, 513) and is_cpim:
        return Verdict.SHORTER
    if status_code in SERVER_BUSY:
        return Verdict.SERVER_LATER
    if status_code in (408, 429, 480, 486, 491, 600):
        return Verdict.PEER_LATER
    return Verdict.PEER_LATER if status_code == 404 and is_known else Verdict.REFUSED


def explained(why: str, status_code: int | None) -> Explanation | None:
    """Words for `Kept.why` and the status that goes with it; None when there is nothing to say."""
    match why:
        case "":
            return None
        case "refused":
            return _refused(status_code)
        case "unknown":
            return Explanation(
                translate("messaging", "It is not known whether this message arrived."),
                translate("messaging", "The program ended while it was being sent. Send it again, or ask."),
            )
        case "no_account":
            return Explanation(
                translate("messaging", "The account of this message was removed."),
                translate("messaging", "Write it again with another account."),
            )
        case "gave_up":
            return Explanation(
                translate("messaging", "This message could not be delivered for three days."),
                translate("messaging", "Send it again, or call instead."),
            )
        case "too_large":
            return Explanation(
                translate("messaging", "This message is too long for the phone server."),
                translate("messaging", "Send it in several shorter ones."),
            )
        case "offline":
            return Explanation(
                translate("messaging", "Waits until the phone is connected."),
            )
        case "busy":
            return Explanation(translate("messaging", "The phone server takes no messages now; it is tried again."))
        case "away":
            return Explanation(translate("messaging", "The other side cannot be reached now; it is tried again."))
        case "not_delivered":
            return Explanation(
                translate("messaging", "The other side says that this message was not delivered."),
                translate("messaging", "Send it again, or call instead."),
            )
    return Explanation(translate("messaging", "This message was not sent."))


def _refused(status_code: int | None) -> Explanation:
    match status_code:
        case 401 | 407:
            return Explanation(
                translate("messaging", "The phone server did not accept your password for messages."),
                translate("messaging", "Enter the password of your account again."),
            )
        case 403:
            return Explanation(
                translate("messaging", "You may not write to this number."),
                translate("messaging", "Ask your administrator whether messages are allowed for you."),
            )
        case 404 | 410 | 604 | 416 | 484:
            return Explanation(
                translate("messaging", "Nobody has this number or address."),
                translate("messaging", "Check it and write again."),
            )
        case 405 | 501:
            return Explanation(
                translate("messaging", "Messages are not possible there."), translate("messaging", "Call instead.")
            )
        case 413 | 513:
            return explained("too_large", None) or Explanation("")
        case 415 | 488 | 606:
            return Explanation(
                translate("messaging", "The other side cannot show such a message."),
                translate("messaging", "Call instead."),
            )
        case 603:
            return Explanation(translate("messaging", "The other side does not want this message."))
    return Explanation(
        translate("messaging", "The phone server refused this message ({code}).").format(code=status_code),
        translate("messaging", "Send it again later, or call instead."),
    )

"""How a call stands, in the words of the window and of the command line."""

from softphone.basics.words import translate
from softphone.calls.call import Call
from softphone.calls.end_text import end_text
from softphone.calls.party_text import MAX_NUMBER, clean_text
from softphone.protocol.snapshots import EndKind, HoldState, LegState

_CODES = ("*", "#")


def state_text(call: Call) -> str:
    """What there is to say of the call now, in a few words."""
    if call.is_ended:
        return _end(call)
    match call.state:
        case LegState.CALLING:
            return translate("calls", "Calling…")
        case LegState.RINGBACK:
            return translate("calls", "It is ringing there…")
        case LegState.EARLY_MEDIA:
            return translate("calls", "Waiting for an answer…")
        case LegState.ALERTING:
            return translate("calls", "Incoming call")
        case LegState.ANSWERING:
            return translate("calls", "Connecting…")
    return _talk(call)


def _talk(call: Call) -> str:
    match call.leg.hold:
        case HoldState.LOCAL:
            return translate("calls", "On hold")
        case HoldState.REMOTE:
            return translate("calls", "The other side put you on hold")
        case HoldState.BOTH:
            return translate("calls", "On hold by both sides")
    if call.leg.is_muted:
        return translate("calls", "Your microphone is off")
    return translate("calls", "Connected")


def _end(call: Call) -> str:
    target = _transferred_to(call)
    if target and not _is_explained(call):
        return translate("calls", "Transferred to {target}").format(target=target)
    return call.end_text.title if call.end_text else translate("calls", "Call ended")


def _is_explained(call: Call) -> bool:
    """More is known than that it was transferred."""
    end = call.leg.end
    return call.end_text is not None and end is not None and call.end_text != end_text(end, call.leg.direction, True)


def _transferred_to(call: Call) -> str:
    """User part of the target; empty when the call was not transferred, or to nobody's number but by a code."""
    was_transferred = call.leg.end is not None and call.leg.end.kind is EndKind.TRANSFERRED
    if not was_transferred or call.leg.transfer is None:
        return ""
    user, at, _ = call.leg.transfer.target.partition(":")[2].partition("@")
    return clean_text(user, MAX_NUMBER) if at and user[:1] not in _CODES else ""

"""What is asked of the library's call: answers, goodbyes and transfers; its refusals come back as text."""

import logging

from softphone.basics.sip_uri import SipUri
from softphone.engine.native_call import NativeCall
from softphone.engine.pj import PjError, pj, reason_of
from softphone.protocol.snapshots import DialogToReplace

_log = logging.getLogger("softphone.engine.native_requests")


def answer_native(native: NativeCall, code: int) -> str:
    """Answers an incoming call with this status; returns why that was not possible, empty when it was."""
    prm = pj.CallOpParam()
    prm.statusCode = code
    try:
        native.answer(prm)
    except PjError as error:
        _log.warning("answering with %d failed: %s", code, reason_of(error))
        return reason_of(error)
    return ""


def hang_up_native(native: NativeCall, code: int = 0) -> None:
    """Ends the library's call: CANCEL, BYE or this status code, whichever fits its state."""
    prm = pj.CallOpParam()
    if code:
        prm.statusCode = code
    try:
        native.hangup(prm)
    except PjError as error:
        _log.info("hanging up: %s", reason_of(error))


def add_replaces(prm: pj.CallOpParam, dialog: DialogToReplace) -> None:
    """Lets the INVITE take the place of a dialog of its far end, or fail (RFC 3891 section 4)."""
    early = ";early-only" if dialog.is_early_only else ""
    value = f"{dialog.call_id};to-tag={dialog.to_tag};from-tag={dialog.from_tag}{early}"
    for name, text in (("Replaces", value), ("Require", "replaces")):
        header = pj.SipHeader()
        header.hName, header.hValue = name, text
        prm.txOption.headers.append(header)


def refer_native(native: NativeCall, target: str | NativeCall) -> str:
    """Asks the far party to call the target, or the far party of that call in our place (RFC 3515, RFC 3891).

    Returns why that was not possible, empty when it was.
    """
    prm = pj.CallOpParam(True)
    try:
        if isinstance(target, NativeCall):
            native.xferReplaces(target, prm)
        else:
            native.xfer(f"<{SipUri.parse(target)}>", prm)
    except PjError as error:
        return reason_of(error)
    return ""

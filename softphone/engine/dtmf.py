"""Sending digits by signalling: as RFC 4733 events, or as SIP INFO with application/dtmf-relay."""

from softphone.engine.native_call import NativeCall
from softphone.engine.pj import pj
from softphone.protocol.snapshots import DtmfMethod

DIGITS = frozenset("0123456789*#ABCD")
_NATIVE = {
    DtmfMethod.TELEPHONE_EVENT: pj.PJSUA_DTMF_METHOD_RFC2833,
    DtmfMethod.SIP_INFO: pj.PJSUA_DTMF_METHOD_SIP_INFO,
}


def send_digits(call: NativeCall, method: DtmfMethod, digits: str, duration_ms: int) -> None:
    """Starts sending; tones in the sound are the sound bridge's business. Raises pj.Error when the call cannot."""
    if method not in _NATIVE:
        return
    prm = pj.CallSendDtmfParam()
    prm.method = _NATIVE[method]
    prm.digits = digits
    prm.duration = duration_ms
    call.sendDtmf(prm)

"""The library's account: copies what callbacks tell and appends it."""

from collections.abc import Callable

from softphone.engine import sip_text
from softphone.engine.failures import Attempt
from softphone.engine.library import Inbox
from softphone.engine.pj import pj
from softphone.protocol.snapshots import Transport


class NativeAccount(pj.Account):
    """Told where to go by whoever made it."""

    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self._inbox = inbox
        self.on_reg_state: Callable[[Attempt, int, str], None] = lambda attempt, expires_s, contact: None
        self.on_incoming: Callable[[int, str, str], None] = lambda call_id, message, source: None

    def onRegState(self, prm: pj.OnRegStateParam) -> None:
        message = str(prm.rdata.wholeMsg)
        attempt = Attempt(
            code=int(prm.code),
            status=int(prm.status),
            reason=str(prm.reason),
            has_response=bool(message),
            transport=Transport.UDP,
            retry_after_s=sip_text.retry_after_s(message),
        )
        expires_s = int(prm.expiration)
        self._inbox.append(lambda: self.on_reg_state(attempt, expires_s, message))

    def onIncomingCall(self, prm: pj.OnIncomingCallParam) -> None:
        # The call object must exist before this returns, or the library hangs up: so this one is a question.
        self.on_incoming(int(prm.callId), str(prm.rdata.wholeMsg), str(prm.rdata.srcAddress))

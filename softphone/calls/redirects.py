"""The user's word on a redirect (RFC 3261 section 8.1.3.4): the other side named another address."""

from softphone.basics.ids import CallId
from softphone.calls.calls import Calls
from softphone.engine_client.gateway import EngineGateway
from softphone.protocol.commands import FollowRedirect


class Redirects:
    """Calls that wait for it have `redirect_to`."""

    def __init__(self, gateway: EngineGateway, calls: Calls) -> None:
        self._gateway = gateway
        self._calls = calls

    def answer(self, call_id: CallId, *, is_followed: bool) -> None:
        """Goes where the other side sent the call, or ends it. Does nothing when that is not asked any more."""
        call = self._calls.get(call_id)
        if call is not None and not call.is_ended and call.leg.redirect_to is not None:
            self._gateway.send(FollowRedirect(leg_id=call.leg.leg_id, is_followed=is_followed))

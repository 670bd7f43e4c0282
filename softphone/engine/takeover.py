"""Legs that take another's place as the far side wants: REFER to us (RFC 3515), INVITE with Replaces (RFC 3891).

The library asks within its callbacks whether it may, and needs the new call at once; the leg for it follows later.
"""

import logging
import re

from softphone.basics.ids import new_leg_id
from softphone.basics.sip_uri import SipUri
from softphone.engine import sip_text
from softphone.engine.account import Account
from softphone.engine.accounts import Accounts, is_from_server
from softphone.engine.identity import party_of, party_of_request
from softphone.engine.leg import Leg
from softphone.engine.legs import Legs
from softphone.engine.library import Inbox
from softphone.engine.loop import Loop
from softphone.engine.native_call import NativeCall
from softphone.engine.native_requests import hang_up_native
from softphone.engine.resolver import Resolved, Resolver
from softphone.protocol.snapshots import Direction, EndKind, EndReason, LegState, Party

DECLINED, BAD_REQUEST, NO_SUCH_DIALOG, UNAVAILABLE = 603, 400, 481, 480
_GOODBYE_S = 1.0  # the far party is to say it first, when it has heard that the new call is there
_NEVER_CALLED_S = 10.0
_log = logging.getLogger("softphone.engine.takeover")


class Takeovers:
    """Answers the library's questions and makes the legs.

    A leg that is referred goes on until the new call is answered, since the far party takes it back when it is not.
    """

    def __init__(self, legs: Legs, accounts: Accounts, inbox: Inbox, loop: Loop, resolver: Resolver) -> None:
        self._legs = legs
        self._accounts = accounts
        self._inbox = inbox
        self._loop = loop
        self._resolver = resolver
        legs.on_native = self._watch

    def leg_changed(self, leg: Leg) -> None:
        """Ends the leg whose place this one has taken."""
        old = self._legs.find(leg.replaces) if leg.replaces is not None else None
        if old is None:
            return
        if leg.state == LegState.ENDED:
            old.is_followed = False
        elif leg.state == LegState.ESTABLISHED:
            native = old.taken_over()
            if native is not None:
                self._loop.call_later(_GOODBYE_S, lambda: hang_up_native(native))

    # ------------------------------------------------------------------ questions of the library's

    def _watch(self, native: NativeCall) -> None:
        native.may_follow = self._may_follow
        native.may_replace = self._may_replace

    def _may_follow(self, native: NativeCall, refer_to: str) -> NativeCall | int:
        leg = native.listener
        if not isinstance(leg, Leg) or leg.state != LegState.ESTABLISHED or leg.is_silent:
            return DECLINED
        if not leg.account.config.follows_transfers or leg.is_followed or self._legs.is_full:
            return DECLINED
        target = _target_of(refer_to)
        if target is None:
            return BAD_REQUEST
        if not self._is_known(leg.account, target):
            return UNAVAILABLE
        new = self._new_native(leg.account)
        leg.is_followed = True
        self._inbox.append(lambda: self._follow(leg, new, party_of(f"<{target}>")))
        return new

    def _may_replace(self, native: NativeCall, message: str, source: str) -> NativeCall | int:
        leg = native.listener
        if not isinstance(leg, Leg) or leg.state == LegState.ENDED or leg.is_silent or self._legs.is_full:
            return NO_SUCH_DIALOG
        if self._accounts.find(sip_text.request_uri(message), source) is not leg.account:
            return NO_SUCH_DIALOG
        remote = party_of_request(message, is_trusted=is_from_server(leg.account, source))
        new = self._new_native(leg.account)
        self._inbox.append(lambda: self._replace(leg, new, remote))
        return new

    def _is_known(self, account: Account, target: SipUri) -> bool:
        """The library would stop everything while it asks for a name, so the way has to be known."""
        if account.addresses is None or account.addresses.routes or account.native is None:
            return account.native is not None
        host = target.host.strip("[]")
        if host in (account.addresses.address_of_record.host, account.addresses.first_hop[0]):
            return True
        found: list[Resolved] = []
        self._resolver.look_up(host, found.append)  # at once when it is known; else it is for the next try
        return bool(found) and bool(found[0].addresses)

    def _new_native(self, account: Account) -> NativeCall:
        assert account.native is not None
        return self._legs.take(NativeCall(account.native, self._inbox), account)

    # ------------------------------------------------------------------ new legs

    def _follow(self, old: Leg, native: NativeCall, remote: Party) -> None:
        leg = self._new_leg(old, native, Direction.OUTGOING, remote)
        leg.referred_by = old.remote
        _log.info("leg %s follows a transfer of leg %s", leg.leg_id, old.leg_id)
        self._legs.add(leg)

        def check() -> None:
            if native.getId() < 0 and leg.state != LegState.ENDED:  # the library could not even call
                leg.fail(EndReason(kind=EndKind.UNAVAILABLE, detail="the transfer could not be followed"))
                self._legs.drop(native)

        self._loop.call_later(_NEVER_CALLED_S, check)

    def _replace(self, old: Leg, native: NativeCall, remote: Party) -> None:
        leg = self._new_leg(old, native, Direction.INCOMING, remote)
        if old.state != LegState.ALERTING:
            leg.state = LegState.ANSWERING
        leg.hold.wanted = old.hold.wanted
        _log.info("leg %s takes the place of leg %s", leg.leg_id, old.leg_id)
        self._legs.add(leg)

    def _new_leg(self, old: Leg, native: NativeCall, direction: Direction, remote: Party) -> Leg:
        leg = Leg(new_leg_id(), old.account, direction, remote, self._loop, self._legs)
        leg.replaces = old.leg_id
        leg.is_muted = old.is_muted
        leg.attach(native)
        return leg


def _target_of(refer_to: str) -> SipUri | None:
    """The URI of a Refer-To header field, without the header fields that it wants in the INVITE."""
    match = re.search(r"<([^<>]*)>", refer_to)
    text = (match[1] if match else refer_to.split(";", 1)[0]).split("?", 1)[0].strip()
    try:
        uri = SipUri.parse(text)
    except ValueError:
        return None
    return uri if uri.host else None

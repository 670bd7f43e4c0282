"""Dialling for a leg: the addresses of the servers first, then INVITE (RFC 3261 section 13.2, RFC 3891)."""

import logging
from collections.abc import Callable

from softphone.basics.sip_uri import SipUri
from softphone.engine.account import Account
from softphone.engine.leg import Leg
from softphone.engine.library import Inbox
from softphone.engine.native_call import NativeCall
from softphone.engine.native_requests import add_replaces
from softphone.engine.pj import PjError, pj, reason_of
from softphone.engine.resolver import Resolved
from softphone.protocol.snapshots import DialogToReplace, EndKind, EndReason, LegState

_log = logging.getLogger("softphone.engine.legs")


class Dialling:
    """Makes the library's call of a leg.

    Attributes:
        on_plain: called with each call whose offer is plain.
    """

    def __init__(
        self, inbox: Inbox, take: Callable[[NativeCall, Account | None], NativeCall],
        forget: Callable[[NativeCall], None],
    ) -> None:  # fmt: skip
        """take: keeps a call of the library. forget: gets one that has come to nothing."""
        self._inbox = inbox
        self._take = take
        self._forget = forget
        self.on_plain: Callable[[NativeCall], None] = lambda native: None

    def redial(self, leg: Leg, uri: str, is_plain: bool) -> None:
        """Dials a URI for a leg that was turned away."""
        if leg.account.addresses is None:
            leg.fail(EndReason(kind=EndKind.NETWORK_LOST, detail=leg.account.configuration_error))
            return
        self.call(leg, leg.account.addresses.target(uri), SipUri.parse(uri).host, None, is_plain=is_plain)

    def call(self, leg: Leg, target: str, host: str, replaces: DialogToReplace | None, *,
             is_plain: bool = False) -> None:  # fmt: skip
        """Calls the target, which is at that host, for the leg.

        replaces: a dialog of the far side that the call takes over. is_plain: offers what the oldest gateway knows.
        """
        assert leg.account.addresses is not None
        leg.target = target
        server = leg.account.addresses.first_hop[0]
        hop = server if leg.account.addresses.routes else host
        self._with_addresses(leg, (server, hop), lambda: self._invite(leg, target, replaces, is_plain=is_plain))

    # ------------------------------------------------------------------ inside

    def _with_addresses(self, leg: Leg, hosts: tuple[str, ...], then: Callable[[], None]) -> None:
        """Goes on when all the names are known, since the library would block everything while it asks for one."""

        def look_up(remaining: tuple[str, ...]) -> None:
            if not remaining:
                then()
            elif leg.state != LegState.ENDED:
                leg.account.look_up(remaining[0], lambda found: found_one(found, remaining[1:]))

        def found_one(found: Resolved, remaining: tuple[str, ...]) -> None:
            if leg.state == LegState.ENDED:
                return
            if not found.addresses:
                leg.fail(EndReason(kind=EndKind.NETWORK_LOST, detail=f"{found.host}: {found.error}"))
                return
            try:
                if leg.account.addresses and found.host == leg.account.addresses.first_hop[0]:
                    leg.account.ensure_native(found)
            except ValueError as error:
                leg.fail(EndReason(kind=EndKind.NETWORK_LOST, detail=str(error)))
            except PjError as error:
                leg.fail(EndReason(kind=EndKind.NETWORK_LOST, detail=reason_of(error)))
            else:
                look_up(remaining)

        look_up(hosts)

    def _invite(self, leg: Leg, target: str, replaces: DialogToReplace | None, *, is_plain: bool) -> None:
        if leg.account.native is None or leg.state == LegState.ENDED:
            return
        native = NativeCall(leg.account.native, self._inbox)
        prm = pj.CallOpParam(True)
        prm.opt.audioCount, prm.opt.videoCount, prm.opt.textCount = 1, 0, 0
        if replaces is not None:
            add_replaces(prm, replaces)
        leg.attach(self._take(native, leg.account))
        if is_plain:
            native.is_plain = True
            self.on_plain(native)
        try:
            native.makeCall(target, prm)
        except PjError as error:
            self._forget(native)
            _log.warning("dialling failed: %s", reason_of(error))
            leg.detach()
            leg.fail(EndReason(kind=EndKind.NETWORK_LOST, detail=reason_of(error)))

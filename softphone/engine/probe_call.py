"""A call to the own address through the PBX that must come back in; it rings nowhere here and is no call of the user's.

The header with the token survives a proxy (RFC 3261 section 16.6). A PBX that sets up a call of its own drops it; there
a call from ourselves, while we are calling ourselves, is ours.
"""

import secrets
from collections.abc import Callable

from softphone.engine import sip_text
from softphone.engine.account import Account
from softphone.engine.identity import party_of
from softphone.engine.library import Inbox
from softphone.engine.loop import Loop, LoopTimer
from softphone.engine.native_call import NativeCall
from softphone.engine.native_requests import hang_up_native
from softphone.engine.pj import PjError, pj

HEADER = "X-Softphone-Probe"
_LINGERS_S = 2.0
_UNAVAILABLE = 480


class ProbeCall:
    """One such call. `on_done` is told once whether it came in."""

    def __init__(self, account: Account, inbox: Inbox, loop: Loop, timeout_s: float,
                 on_done: Callable[[bool], None]) -> None:  # fmt: skip
        self.account = account
        self._inbox = inbox
        self._loop = loop
        self._token = secrets.token_hex(8)
        self._on_done: Callable[[bool], None] | None = on_done
        self._natives: set[NativeCall] = set()
        self._dialled: NativeCall | None = None
        self._timer: LoopTimer = loop.call_later(timeout_s, lambda: self._end(False))

    def start(self) -> None:
        """Dials."""
        assert self.account.native is not None
        assert self.account.addresses is not None
        native = self._dialled = self._keep(NativeCall(self.account.native, self._inbox))
        prm = pj.CallOpParam(True)
        prm.opt.audioCount, prm.opt.videoCount, prm.opt.textCount = 1, 0, 0
        header = pj.SipHeader()
        header.hName, header.hValue = HEADER, self._token
        prm.txOption.headers.append(header)
        try:
            native.makeCall(self.account.addresses.target_of_query, prm)
        except PjError:
            self._natives.discard(native)
            self._inbox.append(lambda: self._end(False))

    @property
    def is_over(self) -> bool:
        """Neither an outcome is awaited, nor a call of the library left."""
        return self._on_done is None and not self._natives

    def takes(self, account: Account, call_id: int, message: str) -> bool:
        """True when the call that comes in is this one; it is taken then. Called inside the library's callback."""
        if self._on_done is None or account is not self.account or not self._is_ours(message):
            return False
        assert account.native is not None
        self._keep(NativeCall(account.native, self._inbox, call_id))
        self._inbox.append(lambda: self._end(True))
        return True

    def abandon(self) -> None:
        """Ends it without a word."""
        self._on_done = None
        self._timer.cancel()
        self._hang_up()

    # ------------------------------------------------------------------ inside

    def _is_ours(self, message: str) -> bool:
        token = sip_text.header_named(message, HEADER)
        if token:
            return token == self._token
        assert self.account.addresses is not None
        return party_of(sip_text.header_named(message, "From")).number == self.account.addresses.address_of_record.user

    def _keep(self, native: NativeCall) -> NativeCall:
        self._natives.add(native)
        native.when_gone = self._gone
        return native

    def _gone(self, native: NativeCall) -> None:
        self._natives.discard(native)
        if native is self._dialled:
            self._end(False)

    def _end(self, has_come_in: bool) -> None:
        on_done, self._on_done = self._on_done, None
        self._timer.cancel()
        self._hang_up()
        if on_done is not None:
            on_done(has_come_in)

    def _hang_up(self) -> None:
        """Ours first: then the PBX cancels the one that came in, and tries nobody else's voicemail."""
        if self._dialled in self._natives and self._dialled is not None:
            hang_up_native(self._dialled)
        self._loop.call_later(_LINGERS_S, self._hang_up_rest)

    def _hang_up_rest(self) -> None:
        for native in tuple(self._natives):
            hang_up_native(native, _UNAVAILABLE)

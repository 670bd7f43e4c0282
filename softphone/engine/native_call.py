"""The library's call: its callbacks copy what they are told into the inbox, and call nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from softphone.engine import sip_text
from softphone.engine.library import Inbox
from softphone.engine.narrowband import carrying_tones
from softphone.engine.pj import pj
from softphone.engine.plain_offer import plain_offer

_TSX_ENDED = (pj.PJSIP_TSX_STATE_COMPLETED, pj.PJSIP_TSX_STATE_TERMINATED)
_IS_UPDATE = 1  # PJMEDIA_STREAM_DTMF_IS_UPDATE: the same key, still down
_NOT_NOW = 603


@dataclass(frozen=True, slots=True)
class CallStatus:
    """State of the INVITE session (PJSIP_INV_STATE_…) with the last status.

    Attributes:
        reasons: values of the Reason header fields of the message that caused it.
        is_from_far: that message came from the network.
        contacts: values of its Contact header fields, of a redirect (3xx) only.
        retry_after_s: what a failure says about when to try again.
    """

    state: int
    code: int
    phrase: str
    sip_call_id: str
    reasons: tuple[str, ...] = ()
    is_from_far: bool = False
    contacts: tuple[str, ...] = ()
    retry_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class MediaStatus:
    """The call's first sound stream. direction: PJMEDIA_DIR_… bits, status: PJSUA_CALL_MEDIA_…; index -1: none."""

    index: int = -1
    direction: int = 0
    status: int = 0


class CallListener(Protocol):
    """Who is told, from the inbox."""

    def status_changed(self, status: CallStatus) -> None: ...
    def media_changed(self, media: MediaStatus) -> None: ...
    def digit_received(self, digit: str, is_info: bool) -> None: ...
    def ended_by_far(self, method: str, reasons: tuple[str, ...]) -> None: ...
    def reinvite_ended(self, code: int) -> None: ...
    def transfer_news(self, code: int, reason: str, is_last: bool) -> None: ...
    def far_party_named(self, message: str, source: str) -> None: ...
    def replaced(self) -> None: ...


class NativeCall(pj.Call):
    """A call in the library. Drop the last reference only after the state DISCONNECTED was seen.

    Attributes:
        may_follow: asked at once for a REFER, with its Refer-To; gives the call to make for it, or a status.
        may_replace: asked at once for an INVITE with Replaces, with the message and its source; gives the call for it,
            or a status.
        sends_tones: digits go as tones in the sound, so it has to be of a kind that carries them.
        is_plain: offers nothing but what the oldest gateway understands.
        must_encrypt: a plain offer has keys, too.
    """

    def __init__(self, account: pj.Account, inbox: Inbox, call_id: int = -1) -> None:
        super().__init__(account, call_id)
        self._inbox = inbox
        self.listener: CallListener | None = None
        self.when_gone: Callable[[NativeCall], None] | None = None
        self.may_follow: Callable[[NativeCall, str], NativeCall | int] = lambda native, refer_to: _NOT_NOW
        self.may_replace: Callable[[NativeCall, str, str], NativeCall | int] = lambda native, message, source: _NOT_NOW
        self.sends_tones = self.is_plain = self.must_encrypt = False
        self.streams_made = 0  # a stream that is made anew may get the number in the conference bridge of the last one

    def onCallState(self, prm: pj.OnCallStateParam) -> None:
        info = self.getInfo()
        message = _received(prm.e)
        status = CallStatus(
            state=int(info.state),
            code=int(info.lastStatusCode),
            phrase=str(info.lastReason),
            sip_call_id=str(info.callIdString),
            reasons=tuple(sip_text.headers_named(message, "Reason")) if message else (),
            is_from_far=bool(message),
            contacts=sip_text.contacts_of(message) if 300 <= int(info.lastStatusCode) < 400 else (),
            retry_after_s=sip_text.retry_after_s(message),
        )
        self._tell(lambda listener: listener.status_changed(status))
        if status.state == pj.PJSIP_INV_STATE_DISCONNECTED:
            self._inbox.append(self._gone)

    def _tell(self, what: Callable[[CallListener], None]) -> None:
        def tell() -> None:
            if self.listener is not None:
                what(self.listener)

        self._inbox.append(tell)

    def _gone(self) -> None:
        """Lets go of everything: the object has to die before the library gives its number to another call."""
        when_gone, self.when_gone, self.listener = self.when_gone, None, None
        if when_gone is not None:
            when_gone(self)

    def onCallSdpCreated(self, prm: pj.OnCallSdpCreatedParam) -> None:
        # A question of the library's: it goes on with what this leaves behind.
        if self.is_plain and not prm.remSdp.wholeSdp:
            prm.sdp.wholeSdp = plain_offer(str(prm.sdp.wholeSdp), is_encrypted=self.must_encrypt)
        if self.sends_tones:
            prm.sdp.wholeSdp = carrying_tones(str(prm.sdp.wholeSdp), str(prm.remSdp.wholeSdp))

    def onStreamCreated(self, prm: pj.OnStreamCreatedParam) -> None:
        self.streams_made += 1

    def onCallMediaState(self, prm: pj.OnCallMediaStateParam) -> None:
        media = media_status(self.getInfo())
        self._tell(lambda listener: listener.media_changed(media))

    def onCallTsxState(self, prm: pj.OnCallTsxStateParam) -> None:
        if prm.e.type != pj.PJSIP_EVENT_TSX_STATE:
            return
        tsx = prm.e.body.tsxState.tsx
        method, code = str(tsx.method), int(tsx.statusCode)
        if method in ("INVITE", "UPDATE"):
            self._tell_who_speaks(prm.e)
        if method in ("CANCEL", "BYE") and tsx.role == pj.PJSIP_ROLE_UAS and tsx.state == pj.PJSIP_TSX_STATE_TRYING:
            reasons = tuple(sip_text.headers_named(_received(prm.e), "Reason"))
            self._tell(lambda listener: listener.ended_by_far(method, reasons))
        elif method == "INVITE" and tsx.role == pj.PJSIP_ROLE_UAC and _has_ended_now(tsx, prm.e.body.tsxState):
            self._tell(lambda listener: listener.reinvite_ended(code))

    def _tell_who_speaks(self, event: pj.SipEvent) -> None:
        message = _received(event)
        if message:
            source = str(event.body.tsxState.src.rdata.srcAddress)
            self._tell(lambda listener: listener.far_party_named(message, source))

    def onCallTransferStatus(self, prm: pj.OnCallTransferStatusParam) -> None:
        code, reason, is_last = int(prm.statusCode), str(prm.reason), bool(prm.finalNotify)
        self._tell(lambda listener: listener.transfer_news(code, reason, is_last))

    def onDtmfEvent(self, prm: pj.OnDtmfEventParam) -> None:
        is_info, digit = prm.method == pj.PJSUA_DTMF_METHOD_SIP_INFO, str(prm.digit)
        if is_info or not prm.flags & _IS_UPDATE:
            self._tell(lambda listener: listener.digit_received(digit, is_info))

    # Questions of the library's: it goes on with what these leave behind.

    def onCallTransferRequest(self, prm: pj.OnCallTransferRequestParam) -> None:
        answer = self.may_follow(self, str(prm.dstUri))
        if isinstance(answer, NativeCall):
            prm.newCall, prm.statusCode = answer, 202
            prm.opt.audioCount, prm.opt.videoCount, prm.opt.textCount = 1, 0, 0
        else:
            prm.statusCode = answer

    def onCallReplaceRequest(self, prm: pj.OnCallReplaceRequestParam) -> None:
        answer = self.may_replace(self, str(prm.rdata.wholeMsg), str(prm.rdata.srcAddress))
        if isinstance(answer, NativeCall):
            prm.newCall, prm.statusCode = answer, 200
            prm.opt.audioCount, prm.opt.videoCount, prm.opt.textCount = 1, 0, 0
        else:
            prm.statusCode = answer

    def onCallRedirected(self, prm: pj.OnCallRedirectedParam) -> int:
        return int(pj.PJSIP_REDIRECT_REJECT)  # it ends with the 3xx then; where to go is not the library's choice

    def onCallReplaced(self, prm: pj.OnCallReplacedParam) -> None:
        self._tell(lambda listener: listener.replaced())


def _has_ended_now(tsx: pj.SipTransaction, event: pj.TsxStateEvent) -> bool:
    """It got its final status; a refused one is told of again seconds later, when another may be under way."""
    return tsx.state in _TSX_ENDED and event.prevState not in _TSX_ENDED


def media_status(info: pj.CallInfo) -> MediaStatus:
    """The first sound stream of the call."""
    for media in info.media:
        if media.type == pj.PJMEDIA_TYPE_AUDIO:
            return MediaStatus(int(media.index), int(media.dir), int(media.status))
    return MediaStatus()


def _received(event: pj.SipEvent) -> str:
    """The message from the network that the event is about, empty when there is none."""
    if event.type == pj.PJSIP_EVENT_TSX_STATE and event.body.tsxState.type == pj.PJSIP_EVENT_RX_MSG:
        return str(event.body.tsxState.src.rdata.wholeMsg)
    if event.type == pj.PJSIP_EVENT_RX_MSG:
        return str(event.body.rxMsg.rdata.wholeMsg)
    return ""

"""Callers whom the library turns away for their encryption (488): the user hears of them as of any missed call."""

import re

from softphone.engine import sip_text
from softphone.engine.account import Account
from softphone.engine.legs import Legs
from softphone.engine.library import Inbox
from softphone.protocol.snapshots import AccountConfig, EndKind, EndReason, SrtpKeying, SrtpMode

_AUDIO = re.compile(r"^m=audio [1-9]\d*(?:/\d+)? (\S+)", re.MULTILINE)
_KEYS = {SrtpKeying.SDES: "a=crypto:", SrtpKeying.DTLS: "a=fingerprint:"}
_REASON = EndReason(kind=EndKind.NOT_ACCEPTABLE, status_code=488, detail="encryption of the caller not acceptable")


class KeyRefusal:
    """The library tells of no call that it has turned away; so each offer is looked at when it comes."""

    def __init__(self, inbox: Inbox, legs: Legs) -> None:
        self._inbox, self._legs = inbox, legs

    def look(self, account: Account, message: str, source: str) -> None:
        """Called inside the library's callback, before it decides."""
        if not message.startswith("INVITE ") or not cannot_be_agreed(message, account.config):
            return
        sip_call_id = sip_text.header_named(message, "Call-ID")

        def tell() -> None:
            if not any(leg.sip_call_id == sip_call_id for leg in self._legs):
                self._legs.turned_away(account, message, source, _REASON)

        self._inbox.append(tell)


def cannot_be_agreed(message: str, config: AccountConfig) -> bool:
    """Whether what an INVITE offers (RFC 4568, RFC 5763) is not what the account asks for. Without an offer: False."""
    body = re.split(r"\r?\n\r?\n", message, maxsplit=1)[-1]
    audio = _AUDIO.search(body)
    if audio is None or config.srtp == SrtpMode.PREFERRED:
        return False
    is_secure = "SAVP" in audio[1].upper()
    return is_secure if config.srtp == SrtpMode.OFF else not (is_secure and _KEYS[config.srtp_keying] in body)

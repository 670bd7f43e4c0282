"""PJSIP's life: set-up for one thread, one turn at a time, an end that does not take a second."""

import logging
from collections import deque
from collections.abc import Callable, Sequence

from softphone import __version__
from softphone.engine import plain_offer
from softphone.engine.audio.tuning import tune_codecs, tune_media
from softphone.engine.pj import PjError, pj, reason_of

_log = logging.getLogger("softphone.engine.library")
MAX_CALLS = 64
PREFERRED_CODECS = ("opus", "G722", "PCMA", "PCMU")
_MAX_POLLS_PER_TURN = 8
CERTIFICATE_REFUSED = 171_173  # pjsip/sip_errno.h: PJSIP_TLS_ECERTVERIF
_NO_TIMER_S = 3600.0


class Inbox:
    """What callbacks saw, in order. A callback copies what it needs, appends it here, and calls nothing."""

    def __init__(self) -> None:
        self._entries: deque[Callable[[], None]] = deque()

    def append(self, entry: Callable[[], None]) -> None:
        """Keeps a function, with the copied values bound to it, until the library is out of the way."""
        self._entries.append(entry)

    def drain(self) -> bool:
        """Calls everything, also what is added meanwhile. False: there was nothing."""
        did_something = bool(self._entries)
        while self._entries:
            entry = self._entries.popleft()
            try:
                entry()
            except Exception:
                _log.exception("an entry of the inbox failed")
        return did_something


class SipEndpoint(pj.Endpoint):
    """The library's endpoint.

    Attributes:
        on_transport: told (inbox entry) of a transport that failed: type, remote address, verification bits, error.
        choose_account: asked at once for each request outside a dialog; gets the raw message and its source.
    """

    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self._inbox = inbox
        self.on_transport: Callable[[TransportEvent], None] = lambda event: None
        self.choose_account: Callable[[str, str], int] | None = None

    def onTransportState(self, prm: pj.OnTransportStateParam) -> None:
        tls = prm.tlsInfo
        event = TransportEvent(
            kind=str(prm.type).lower(),
            is_connected=prm.state == pj.PJSIP_TP_STATE_CONNECTED,
            remote="" if tls.isEmpty() else str(tls.remoteAddr),
            verify_bits=0 if tls.isEmpty() else int(tls.verifyStatus),
            error=int(prm.lastError),
            certificate_pem=str(tls.remoteCertInfo.raw) if prm.lastError == CERTIFICATE_REFUSED else "",
        )
        self._inbox.append(lambda: self.on_transport(event))

    def onSelectAccount(self, prm: pj.OnSelectAccountParam) -> None:
        if self.choose_account is not None:
            prm.accountIndex = self.choose_account(str(prm.rdata.wholeMsg), str(prm.rdata.srcAddress))


class TransportEvent:
    """A TCP or TLS connection came up or went down. verify_bits: PJ_SSL_CERT_E… of a certificate.

    certificate_pem: what the server showed, where that is why the connection was refused.
    """

    __slots__ = ("certificate_pem", "error", "is_connected", "kind", "remote", "verify_bits")

    def __init__(
        self, kind: str, is_connected: bool, remote: str, verify_bits: int, error: int, certificate_pem: str = ""
    ) -> None:
        self.kind = kind
        self.is_connected = is_connected
        self.remote = remote
        self.verify_bits = verify_bits
        self.error = error
        self.certificate_pem = certificate_pem


class Library:
    """The started library. Everything here is called on the loop's thread."""

    def __init__(self, log_level: int = 0) -> None:
        self.inbox = Inbox()
        self.endpoint = SipEndpoint(self.inbox)
        self.endpoint.libCreate()
        self.endpoint.libInit(_configuration(log_level))
        tune_codecs(self.endpoint)
        self._is_wide = False
        self._chosen: tuple[str, ...] = ()
        self.codecs = self._use_codecs(PREFERRED_CODECS)
        self.endpoint.libStart()

    @property
    def descriptor(self) -> int:
        """To be waited on: readable when a packet is there or another thread left work."""
        return int(pj.sipEventFd())

    def next_timer_s(self) -> float:
        """Seconds until `poll` must be called even if nothing arrives."""
        milliseconds = int(pj.sipNextTimerMs())
        return _NO_TIMER_S if milliseconds < 0 else milliseconds / 1000

    def poll(self) -> bool:
        """Handles the packets and timers that are due. False: there was nothing to do."""
        did_something = False
        for _ in range(_MAX_POLLS_PER_TURN):
            count = self.endpoint.libHandleEvents(0)
            did_something |= self.inbox.drain()
            if count <= 0:
                break
            did_something = True
        return did_something

    def set_codecs(self, names: Sequence[str]) -> tuple[str, ...]:
        """Puts the codecs in this order and switches the others off; returns those that there are.

        Raises ValueError when none of them is known.
        """
        return self._use_codecs(names)

    def set_wide(self, is_wide: bool) -> None:
        """Lets what the oldest gateway knows be used too, after the codecs that were chosen."""
        self._is_wide = is_wide
        self._use_codecs(self._chosen)

    def known_codecs(self) -> tuple[str, ...]:
        """SDP names of the codecs that are built in."""
        return tuple(dict.fromkeys(info.codecId.split("/")[0] for info in self.endpoint.codecEnum2()))

    def destroy(self) -> None:
        """Ends the library without waiting for answers: unregister and hang up before."""
        try:
            self.endpoint.libDestroy(pj.PJSUA_DESTROY_NO_RX_MSG)
        except PjError as error:
            _log.warning("ending the library failed: %s", reason_of(error))

    def _use_codecs(self, names: Sequence[str]) -> tuple[str, ...]:
        wanted = [name.lower() for name in names]
        there = {info.codecId: info.codecId.split("/")[0].lower() for info in self.endpoint.codecEnum2()}
        if not set(wanted) & set(there.values()):
            raise ValueError("none of the codecs is known")
        self._chosen = tuple(names)
        plain = [name.lower() for name in plain_offer.CODECS] if self._is_wide else []
        ranked = wanted + [name for name in plain if name not in wanted]
        for codec_id, name in there.items():
            self.endpoint.codecSetPriority(codec_id, 254 - ranked.index(name) if name in ranked else 0)
        return tuple(name for name in names if name.lower() in there.values())


def _configuration(log_level: int) -> pj.EpConfig:
    config = pj.EpConfig()
    config.uaConfig.threadCnt = 0
    config.uaConfig.mainThreadOnly = True
    config.uaConfig.maxCalls = MAX_CALLS
    config.uaConfig.userAgent = f"Softphone/{__version__}"
    config.uaConfig.mwiUnsolicitedEnabled = False
    config.logConfig.level = config.logConfig.consoleLevel = log_level
    config.logConfig.msgLogging = 1 if log_level >= 5 else 0
    tune_media(config.medConfig)
    return config

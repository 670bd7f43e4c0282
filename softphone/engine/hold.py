"""Hold and resume of a leg (RFC 3264 section 8.4): what the user wants, what both sides have agreed on, and glare."""

import logging
import random
from collections.abc import Callable

from softphone.engine.native_call import MediaStatus, NativeCall
from softphone.engine.pj import PjError, pj, reason_of
from softphone.protocol.snapshots import HoldState

_log = logging.getLogger("softphone.engine.hold")
_GLARE = 491
_LATER_S = 0.3


class Hold:
    """One offer at a time: `pursue` sends what the user wants, and every end of an offer comes back to it.

    Attributes:
        wanted: what the user wants.
        state: what both sides have agreed on.
        renews_sound: an offer must bring new sockets, for keys by DTLS.
        renews_path: the next offer names our address as it is now and brings new sockets and keys, whether there is
            anything else to offer or not (RFC 3264 section 8.3.1).
        repeats: the next offer is made even if it is the one there is; the sound goes on meanwhile.
    """

    def __init__(self, call_later: Callable[[float, Callable[[], None]], object], pursue: Callable[[], None]) -> None:
        """pursue: called when it is time to look again, on the way to `pursue` of this object.

        call_later: nobody may cancel what is left there, or a wish that has to wait would be lost.
        """
        self.wanted = False
        self.state = HoldState.NONE
        self.renews_sound = self.renews_path = self.repeats = False
        self._call_later = call_later
        self._look_again = pursue
        self._is_offering = self._has_renewed = False

    @property
    def is_offering(self) -> bool:
        """An offer of ours has no answer yet."""
        return self._is_offering

    @property
    def is_settled(self) -> bool:
        """The hold that the user wants is the hold there is."""
        return self.wanted == (self.state in (HoldState.LOCAL, HoldState.BOTH))

    def pursue(self, native: NativeCall) -> None:
        """Offers what the user wants, unless that is so already or an offer is under way."""
        if self._is_offering or (self.is_settled and not self.renews_path and not self.repeats):
            return
        try:
            self._offer(native)
        except PjError as error:
            _log.info("hold or resume has to wait: %s", reason_of(error))
            self._call_later(_LATER_S, self._look_again)
        else:
            self._is_offering = True
            self._has_renewed, self.renews_path, self.repeats = self.renews_path, False, False

    def media_changed(self, media: MediaStatus) -> None:
        """An offer was answered, ours or the far party's: who does not want to hear whom, from the direction."""
        self._is_offering = False
        if media.index < 0 or media.status == pj.PJSUA_CALL_MEDIA_NONE:
            return
        sends = bool(media.direction & pj.PJMEDIA_DIR_ENCODING)
        if media.status == pj.PJSUA_CALL_MEDIA_LOCAL_HOLD:
            self.state = HoldState.LOCAL if sends else HoldState.BOTH
        else:
            self.state = HoldState.NONE if sends else HoldState.REMOTE

    def offer_ended(self, code: int) -> bool:
        """Our offer got this final status. False: it was refused for good, and what the user wanted is given up."""
        if not self._is_offering or code < 300:
            return True
        self._is_offering = False
        if code == _GLARE:
            self.renews_path = self._has_renewed
            self._call_later(random.uniform(0.1, 2.0), self._look_again)  # RFC 3261 section 14.1
            return True
        _log.warning("the far party refused our offer with %d", code)
        if self.is_settled:
            return True
        self.wanted = not self.wanted
        return False

    def _offer(self, native: NativeCall) -> None:
        prm = pj.CallOpParam(True)
        prm.opt.audioCount, prm.opt.videoCount, prm.opt.textCount = 1, 0, 0
        if self.renews_sound:
            # Asterisk begins a new handshake at each resume, which PJSIP sees only on a new socket.
            prm.opt.flag = pj.PJSUA_CALL_REINIT_MEDIA
        if self.renews_path:
            # New sockets have new keys: packets of the old ones, numbered otherwise, would not be understood.
            prm.opt.flag |= pj.PJSUA_CALL_REINIT_MEDIA | pj.PJSUA_CALL_UPDATE_CONTACT | pj.PJSUA_CALL_UPDATE_VIA
        if self.wanted:
            native.setHold(prm)
        else:
            prm.opt.flag |= pj.PJSUA_CALL_UNHOLD
            native.reinvite(prm)

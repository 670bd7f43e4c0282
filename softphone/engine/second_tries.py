"""A dialled leg that was turned away: dialled elsewhere (RFC 3261 section 8.1.3.4), or again with a plainer offer."""

from collections.abc import Callable

from softphone.basics.ids import CommandId, LegId
from softphone.basics.sip_uri import SipUri
from softphone.engine.identity import party_of
from softphone.engine.leg import Leg
from softphone.engine.native_call import CallStatus, NativeCall
from softphone.engine.router import CommandRefused
from softphone.protocol.commands import FollowRedirect
from softphone.protocol.events import RejectCode
from softphone.protocol.snapshots import EndKind, EndReason, Party

MOST_PLACES = 5
_NOT_SO = (415, 488, 606)
Redial = Callable[[Leg, str, bool], None]


class SecondTries:
    """Keeps what was tried for a leg, for as long as it is not answered.

    Attributes:
        on_wide: called with True when codecs are needed that are off otherwise, with False when they are not any more.
    """

    def __init__(self, find: Callable[[LegId], Leg | None], redial: Redial) -> None:
        """redial: dials a URI for the leg, with a plain offer when the last argument is True."""
        self._find = find
        self._redial = redial
        self._tried: dict[LegId, set[str]] = {}
        self._plain: set[NativeCall] = set()
        self.on_wide: Callable[[bool], None] = lambda is_wide: None

    # ------------------------------------------------------------------ from legs

    def refused(self, leg: Leg, status: CallStatus) -> bool:
        """The far side has turned the leg away. False: that is its end."""
        native = leg.native
        if status.code in _NOT_SO and native is not None and not native.is_plain:
            leg.begin_again()
            self._redial(leg, leg.target, True)
            return True
        place = self._place(leg, status)
        if place is None:
            return False
        leg.begin_again()
        self._tried.setdefault(leg.leg_id, {leg.target}).add(place.uri)
        leg.redirect_to = place
        if leg.account.config.follows_redirects:
            self._go(leg, place)
        else:
            leg.announce()
        return True

    def ended(self, leg: Leg) -> None:
        """The leg has ended."""
        self._tried.pop(leg.leg_id, None)

    def plain_begins(self, native: NativeCall) -> None:
        """A call with a plain offer is about to be made."""
        if not self._plain:
            self.on_wide(True)
        self._plain.add(native)

    def gone(self, native: NativeCall) -> None:
        """The library has let go of a call."""
        if native in self._plain:
            self._plain.remove(native)
            if not self._plain:
                self.on_wide(False)

    # ------------------------------------------------------------------ commands

    def follow(self, command: FollowRedirect, cause: CommandId) -> None:
        leg = self._find(command.leg_id)
        if leg is None:
            raise CommandRefused(RejectCode.UNKNOWN_LEG, command.leg_id)
        if leg.redirect_to is None:
            raise CommandRefused(RejectCode.WRONG_STATE, leg.state)
        leg.cause = cause
        if command.is_followed:
            self._go(leg, leg.redirect_to)
        else:
            leg.fail(EndReason(kind=EndKind.REDIRECTED, detail="not followed"))

    # ------------------------------------------------------------------ inside

    def _go(self, leg: Leg, place: Party) -> None:
        leg.redirect_to = None
        leg.remote = place
        self._redial(leg, place.uri, False)
        leg.announce()

    def _place(self, leg: Leg, status: CallStatus) -> Party | None:
        """The best new place that a 3xx names and that was not tried yet."""
        tried = self._tried.get(leg.leg_id, {leg.target})
        if not 300 <= status.code < 400 or len(tried) > MOST_PLACES:
            return None
        found = [(_rank(value), party_of(value)) for value in status.contacts]
        usable = [(rank, party) for rank, party in found if _is_place(party.uri) and party.uri not in tried]
        return max(usable, key=lambda pair: pair[0])[1] if usable else None


def _rank(value: str) -> float:
    """The q parameter (RFC 3261 section 20.10), 1.0 when there is none."""
    parameter = value.rpartition(">")[2].partition("q=")[2].split(";")[0].strip()
    try:
        return float(parameter) if parameter else 1.0
    except ValueError:
        return 0.0


def _is_place(uri: str) -> bool:
    try:
        return bool(SipUri.parse(uri).host)
    except ValueError:
        return False

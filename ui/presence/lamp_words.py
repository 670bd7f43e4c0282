"""What a lamp says about a colleague, in words."""

from collections.abc import Callable
from dataclasses import dataclass

from softphone.basics.words import translate
from softphone.calls.party_text import clean_text
from softphone.presence.state import PresenceState, Presentity, RemoteCall
from softphone.protocol.snapshots import Direction
from ui.calls.call_words import clock_text
from ui.widgets.presence_dot import state_words

MAX_NOTE = 120


@dataclass(frozen=True, slots=True)
class LampLook:
    """How a colleague is shown.

    Attributes:
        word: the state.
        detail: what the call is, or what the person wrote; empty when there is nothing to say.
        time: since when, until when or how old; empty when it is not known.
    """

    state: PresenceState
    is_stale: bool
    word: str
    detail: str = ""
    time: str = ""

    @property
    def line(self) -> str:
        """Detail and time as one line."""
        return " · ".join(filter(None, (self.detail, self.time)))

    @property
    def spoken(self) -> str:
        """Everything as one sentence part."""
        return ", ".join(filter(None, (self.word, self.detail, self.time)))


def look(presentity: Presentity, clock: Callable[[float], str] = clock_text) -> LampLook:
    """The look of a colleague now. clock: writes a time of day."""
    is_stale = presentity.stale_since_s is not None
    return LampLook(
        presentity.state, is_stale, state_words(presentity.state), _detail(presentity), _time(presentity, clock)
    )


def call_words(call: RemoteCall) -> str:
    """Whom a colleague talks to or is called by, as far as that is told."""
    party = _party(call)
    if call.is_ringing:
        return (
            translate("presence", "call from {name}").format(name=party)
            if party
            else translate("presence", "incoming call")
        )
    if not party:
        return (
            {
                Direction.INCOMING: translate("presence", "incoming call"),
                Direction.OUTGOING: translate("presence", "outgoing call"),
            }.get(call.direction, "")
            if call.direction is not None
            else ""
        )
    match call.direction:
        case Direction.INCOMING:
            return translate("presence", "called by {name}").format(name=party)
        case Direction.OUTGOING:
            return translate("presence", "has called {name}").format(name=party)
    return translate("presence", "with {name}").format(name=party)


def _detail(presentity: Presentity) -> str:
    if presentity.calls:
        ringing = [call for call in presentity.calls if call.is_ringing]
        words = call_words((ringing or list(presentity.calls))[0])
        if len(presentity.calls) > 1:
            count = translate("presence", "{count} calls").format(count=len(presentity.calls))
            return f"{count}, {words}" if words else count
        if words:
            return words
    return clean_text(presentity.note, MAX_NOTE)


def _time(presentity: Presentity, clock: Callable[[float], str]) -> str:
    if presentity.stale_since_s is not None:
        return translate("presence", "no news since {time}").format(time=clock(presentity.stale_since_s))
    if presentity.until_s is not None:
        return translate("presence", "until {time}").format(time=clock(presentity.until_s))
    if presentity.since_s is not None and presentity.state is not PresenceState.UNKNOWN:
        return translate("presence", "since {time}").format(time=clock(presentity.since_s))
    return ""


def _party(call: RemoteCall) -> str:
    user = call.remote_uri.partition(":")[2].partition("@")[0] or call.remote_uri
    return clean_text(call.remote_name or user, 64)
